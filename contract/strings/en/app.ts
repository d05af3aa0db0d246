/** The words of the window itself and of its panels’ names; `en.ts` takes them in. */
export const appEn = {
  'app.closePanel': 'Close {panel}',
  'app.notifications': 'Allow notifications',
  'app.panelFailed': 'This panel could not be loaded',
  'app.panelFailed.todo': 'Close it and open it again; if that does not help, reinstall Routewatch.',

  'panel.map': 'Map',
  'panel.board': 'Routes',
  'panel.alarms': 'Alarms',
  'panel.capacity': 'Live Capacity',
  'panel.chart': 'Trend',
} as const;

import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** What a page can't do itself; everything else is in the page, where the keyboard reaches it too. */
export function setMenu(actions: { retryNow(): void; devTools: boolean }): void {
  const view: MenuItemConstructorOptions[] = [
    { label: 'Reload', accelerator: 'CmdOrCtrl+R', role: 'reload' },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...(actions.devTools ? [{ type: 'separator' as const }, { role: 'toggleDevTools' as const }] : []),
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: app.name,
        submenu: [
          { label: 'Connect now', click: actions.retryNow },
          { type: 'separator' },
          { role: 'about' },
          { role: 'quit' },
        ],
      },
      { role: 'editMenu' },
      { label: 'View', submenu: view },
      { role: 'windowMenu' },
    ]),
  );
}

import type { appEn } from '../en/app.ts';
import type { Words } from '../words.ts';

/** The words of the window itself and of its panels’ names; `de.ts` takes them in. */
export const appDe: Words<typeof appEn> = {
  'app.closePanel': '{panel} schließen',
  'app.notifications': 'Mitteilungen erlauben',
  'app.panelFailed': 'Dieses Feld konnte nicht geladen werden',
  'app.panelFailed.todo': 'Schließen und wieder öffnen; hilft das nicht, Routewatch neu installieren.',

  'panel.map': 'Karte',
  'panel.board': 'Touren',
  'panel.alarms': 'Alarme',
  'panel.capacity': 'Kapazität live',
  'panel.chart': 'Verlauf',
};

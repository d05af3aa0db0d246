import { layoutDe } from './layout-de.ts';
import { deCommands } from './de-commands.ts';
import type { Catalogue } from './en.ts';
import { alarmListDe } from './alarm-list.ts';
import { alarmActsDe } from './alarm-acts.ts';
import { alarmDeskDe } from './alarm-desk.ts';
import { alarmHealthDe } from './alarm-health.ts';
import { handoverDe } from './handover.ts';
import { alarmKindsDe } from './alarm-kinds.ts';
import { gapDe } from './gap-words.ts';
import { boardDe } from './board.ts';
import { chartDe } from './chart.ts';
import { accountDe } from './account.ts';
import { noteDe } from './note.ts';
import { lostDe } from './lost.ts';
import { deskNameDe } from './desk-name.ts';
import { alarmManyDe } from './alarm-many.ts';
import { stoodDe } from './stood.ts';
import { gridDe } from './grid.ts';
import { routeDe } from './route.ts';
import { diagnosticsDe } from './diagnostics.ts';
import { settingsDe } from './settings.ts';
import { sitesDe } from './sites.ts';
import { crashDe } from './crash.ts';
import { savingDe } from './saving.ts';
import { annunciateDe } from './annunciate.ts';
import { appDe } from './de/app.ts';
import { linkDe } from './de/link.ts';
import { fleetDe } from './de/fleet.ts';
import { alarmsDe } from './de/alarms.ts';
import { trendDe } from './de/trend.ts';
import { mapDe } from './de/map.ts';
import { signinDe } from './de/signin.ts';
import { unitsDe } from './de/units.ts';

/** German. A key that is missing here, or that English does not have, is an error of types. */
export const de: Catalogue = {
  ...alarmListDe,
  ...alarmActsDe,
  ...alarmDeskDe,
  ...alarmHealthDe,
  ...handoverDe,
  ...alarmKindsDe,
  ...annunciateDe,
  ...boardDe,
  ...chartDe,
  ...deCommands,
  ...gridDe,
  ...layoutDe,
  ...gapDe,
  ...noteDe,
  ...lostDe,
  ...deskNameDe,
  ...alarmManyDe,
  ...stoodDe,
  ...routeDe,
  ...settingsDe,
  ...sitesDe,
  ...crashDe,
  ...savingDe,
  ...accountDe,
  ...diagnosticsDe,
  ...appDe,
  ...linkDe,
  ...fleetDe,
  ...alarmsDe,
  ...trendDe,
  ...mapDe,
  ...signinDe,
  ...unitsDe,
};

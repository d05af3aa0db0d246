import { alarmListEn } from './alarm-list.ts';
import { alarmActsEn } from './alarm-acts.ts';
import { alarmDeskEn } from './alarm-desk.ts';
import { alarmHealthEn } from './alarm-health.ts';
import { handoverEn } from './handover.ts';
import { alarmKindsEn } from './alarm-kinds.ts';
import { layoutEn } from './layout-en.ts';
import { gapEn } from './gap-words.ts';
import { boardEn } from './board.ts';
import { chartEn } from './chart.ts';
import { accountEn } from './account.ts';
import { noteEn } from './note.ts';
import { lostEn } from './lost.ts';
import { deskNameEn } from './desk-name.ts';
import { alarmManyEn } from './alarm-many.ts';
import { stoodEn } from './stood.ts';
import { gridEn } from './grid.ts';
import { routeEn } from './route.ts';
import { diagnosticsEn } from './diagnostics.ts';
import { settingsEn } from './settings.ts';
import { sitesEn } from './sites.ts';
import { crashEn } from './crash.ts';
import { savingEn } from './saving.ts';
import { annunciateEn } from './annunciate.ts';
import { enCommands } from './en-commands.ts';
import { appEn } from './en/app.ts';
import { linkEn } from './en/link.ts';
import { fleetEn } from './en/fleet.ts';
import { alarmsEn } from './en/alarms.ts';
import { trendEn } from './en/trend.ts';
import { mapEn } from './en/map.ts';
import { signinEn } from './en/signin.ts';
import { unitsEn } from './en/units.ts';
import type { Words } from './words.ts';

/**
 * Every word that an operator reads, in one catalogue. `{name}` is a parameter; a value with `one` and `other` is chosen by
 * the parameter `n`. Keys are the design's words. Each subject has its file: those of both languages here, the oldest in `en/`
 * and `de/`. No key may be in two.
 */
export const en = {
  ...alarmListEn,
  ...alarmActsEn,
  ...alarmDeskEn,
  ...alarmHealthEn,
  ...handoverEn,
  ...alarmKindsEn,
  ...annunciateEn,
  ...boardEn,
  ...chartEn,
  ...enCommands,
  ...gridEn,
  ...layoutEn,
  ...gapEn,
  ...noteEn,
  ...lostEn,
  ...deskNameEn,
  ...alarmManyEn,
  ...stoodEn,
  ...routeEn,
  ...settingsEn,
  ...sitesEn,
  ...crashEn,
  ...savingEn,
  ...accountEn,
  ...diagnosticsEn,
  ...appEn,
  ...linkEn,
  ...fleetEn,
  ...alarmsEn,
  ...trendEn,
  ...mapEn,
  ...signinEn,
  ...unitsEn,
} as const;

/** What another language must say. */
export type Catalogue = Words<typeof en>;

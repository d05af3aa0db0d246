import { HEALTH_TARGETS, type AlarmHealth } from '../../../contract/alarm/health.ts';
import { PRIORITIES } from '../../../contract/alarm/rules.ts';
import type { Strings } from '../../../contract/strings/index.ts';

export interface HealthFigure {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  /** In words: `target 1`, `max 1 %`. */
  readonly target: string;
  /** Beyond what is acceptable: somebody has to look at the alarms themselves. */
  readonly bad: boolean;
}

const T = HEALTH_TARGETS;
/** A share of a few alarms says nothing: ISA-18.2 looks at weeks. */
const ENOUGH = 20;
/** A share of priorities "about" its target: within as much again. */
const ABOUT = 2;

const percent = (share: number, { t, format }: Strings, digits = 1): string =>
  t('unit.percent', { n: format.number(share * 100, digits) });

/** The four of the strip: how many, floods, chatter, standing. */
export function mainFigures(health: AlarmHealth, strings: Strings): HealthFigure[] {
  const { t, format } = strings;
  return [
    {
      id: 'per10',
      name: t('health.per10'),
      value: format.number(health.per10Min.average, 1),
      target: t('health.target', { n: format.number(T.per10Min) }),
      bad: health.per10Min.average > T.per10MinMost,
    },
    {
      id: 'flood',
      name: t('health.flood'),
      value: percent(health.floodShare, strings),
      target: t('health.max', { n: percent(T.floodShare, strings, 0) }),
      bad: health.floodShare > T.floodShare,
    },
    {
      id: 'chattering',
      name: t('health.chattering'),
      value: format.number(health.chattering.length),
      target: t('health.max', { n: format.number(T.chattering) }),
      bad: health.chattering.length > T.chattering,
    },
    {
      id: 'standing',
      name: t('health.standing'),
      value: format.number(health.standing),
      target: t('health.max', { n: format.number(T.standing) }),
      bad: health.standing > T.standing,
    },
  ];
}

/** Everything that ISA-18.2 asks for; what has no target there says so. */
export function allFigures(health: AlarmHealth, strings: Strings): HealthFigure[] {
  const { t, format } = strings;
  const { peak, peakAt } = health.per10Min;
  const { medianMs, p95Ms, waiting } = health.toAcknowledge;
  const none = t('health.noTarget');
  const took = (ms: number | null): string => (ms === null ? format.number(null) : format.age(ms));
  const plain = (id: string, name: string, value: string): HealthFigure => ({
    id,
    name,
    value,
    target: none,
    bad: false,
  });
  return [
    plain('alarms', t('health.alarms'), format.number(health.alarms)),
    ...mainFigures(health, strings),
    {
      id: 'peak',
      name: peakAt === null ? t('health.peak') : t('health.peakAt', { at: format.clock(peakAt) }),
      value: format.number(peak),
      target: t('health.max', { n: format.number(T.floodBegins) }),
      bad: peak > T.floodBegins,
    },
    plain('floods', t('health.floods'), format.number(health.floods)),
    {
      id: 'top',
      name: t('health.topShare'),
      value: percent(health.topShare, strings, 0),
      target: t('health.max', { n: percent(T.topShare, strings, 0) }),
      // Ten points are always all of the first ten alarms.
      bad: health.alarms > ENOUGH * 10 && health.topShare > T.topShare,
    },
    ...PRIORITIES.map((priority): HealthFigure => {
      const share = health.alarms === 0 ? 0 : health.priorities[priority] / health.alarms;
      const about = T.priorities[priority];
      return {
        id: `priority-${String(priority)}`,
        name: t('health.priority', { n: priority }),
        value: percent(share, strings, 0),
        target: t('health.about', { n: percent(about, strings, 0) }),
        // Too many urgent ones are the fault; few of them are none.
        bad: priority !== 3 && health.alarms >= ENOUGH && share > about * ABOUT,
      };
    }),
    plain('median', t('health.toAck'), took(medianMs)),
    plain('p95', t('health.toAck95'), took(p95Ms)),
    plain('waiting', t('health.waiting'), format.number(waiting)),
  ];
}

/** The length of the window in words: `last 8 h · ISA-18.2`. */
export function windowWords({ from, to }: Pick<AlarmHealth, 'from' | 'to'>, { t }: Strings): string {
  const hours = Math.round((to - from) / 3_600_000);
  return hours > 48
    ? t('health.overDays', { days: Math.round(hours / 24) })
    : t('health.over', { hours: Math.max(1, hours) });
}

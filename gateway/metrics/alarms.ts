import type { AlarmOverview } from '../../contract/alarm/overview.ts';
import type { Samples } from './metrics.ts';

type Register = (name: string, help: string, value: () => number | Samples, labelNames?: string[]) => void;

/** The alarm system's own health, of the last 8 hours and all positions, as consoles see it. */
export function alarmMetrics(
  { gauge, counter }: { readonly gauge: Register; readonly counter: Register },
  read: () => AlarmOverview,
): void {
  const all = () => read().health[0];
  gauge('alarms_per_10min', 'Alarms annunciated per 10 minutes, mean', () => all()?.per10Min.average ?? 0);
  gauge('alarms_per_10min_peak', 'Most alarms in any 10 minutes', () => all()?.per10Min.peak ?? 0);
  gauge('alarms_flood_share', 'Share of time in flood', () => all()?.floodShare ?? 0);
  gauge('alarms_flood', '1 while there is an alarm flood', () => (read().flood.since === null ? 0 : 1));
  gauge('alarms_standing', 'Alarms active for more than 24 h', () => all()?.standing ?? 0);
  gauge('alarms_chattering', 'Points that chatter now', () => read().chattering.length);
  gauge('alarms_suppressed', 'Points that are suppressed', () => read().suppressedCount);
  gauge(
    'alarms_acknowledge_seconds',
    'Time to acknowledge, median and 95th percentile',
    () => {
      const { medianMs = null, p95Ms = null } = all()?.toAcknowledge ?? {};
      return [
        ...(medianMs === null ? [] : [[{ quantile: '0.5' }, medianMs / 1_000] as const]),
        ...(p95Ms === null ? [] : [[{ quantile: '0.95' }, p95Ms / 1_000] as const]),
      ];
    },
    ['quantile'],
  );
  gauge('alarm_rules_refused', '1 while the rules file has a mistake', () =>
    read().rules.refused === null ? 0 : 1,
  );
  gauge('alarm_webhook_waiting', 'Webhook events that wait', () => read().webhook?.waiting ?? 0);
  counter(
    'alarm_webhooks',
    'Webhook events by what became of them',
    () => {
      const { delivered = 0, failed = 0, dropped = 0 } = read().webhook ?? {};
      return [
        [{ outcome: 'delivered' }, delivered],
        [{ outcome: 'failed' }, failed],
        [{ outcome: 'dropped' }, dropped],
      ];
    },
    ['outcome'],
  );
}

import type { Gap } from '../bridge.ts';
import type { Strings } from './index.ts';

/** `offline 14:02–14:09: 7 alarms, 31 status changes`: what a card says of a gap. Status changes only where they are known. */
export function gapText(gap: Gap, { t, format }: Strings): string {
  const span = t(`gap.${gap.why}`, { from: format.clock(gap.from), to: format.clock(gap.to) });
  const parts: string[] = [];
  const alarms = t('gap.alarms', { n: gap.alarmCount });
  if (!gap.complete) parts.push(t('gap.atLeast', { what: alarms }));
  else if (gap.alarmCount > 0) parts.push(alarms);
  if (gap.statusCount !== null && gap.statusCount > 0) parts.push(t('gap.changes', { n: gap.statusCount }));
  return t('gap.line', { span, what: parts.length === 0 ? t('gap.nothing') : parts.join(', ') });
}

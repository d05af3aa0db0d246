import type { Capacity } from '../../../contract/fleet.ts';
import { isoTime, type Table } from '../../ui/saving/csv.ts';

export const capacityTable = (now: Capacity): Table => ({
  header: ['time (UTC)', 'en route', 'at stop', 'planned', 'completed', 'silent', 'total'],
  rows: [[isoTime(now.at), now.enRoute, now.atStop, now.planned, now.completed, now.silent, now.total]],
});

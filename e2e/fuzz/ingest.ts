import { HttpClient } from './http.ts';
import { junk, mutated, torn, type Dice } from './junk.ts';
import { Tally } from './tally.ts';

const AT_ONCE = 8;
const BATCH = 20;

type Kind = 'routes' | 'positions' | 'events' | 'series';
const good: Record<Kind, (now: number) => unknown> = {
  routes: (now) => ({
    id: 'fuzz-1',
    vehicleId: 'fuzz-v1',
    shape: [
      [-122.4, 37.7],
      [-122.41, 37.71],
    ],
    stops: [{ name: 'A', lat: 37.7, lon: -122.4, arrival: now }],
  }),
  positions: (now) => ({ vehicleId: 'fuzz-v1', at: now, lat: 37.7, lon: -122.4, heading: 10, speed: 5 }),
  events: (now) => ({ routeId: 'fuzz-1', at: now, type: 'delivered', stop: 0 }),
  series: (now) => ({ series: 'fuzz', at: now, value: 1 }),
};
const KINDS = Object.keys(good) as Kind[];

/** Bodies that are no JSON, no batch, or batches of wrong items: every item must be accounted for in the answer. */
export async function fuzzIngest(url: string, token: string, count: number, d: Dice): Promise<Tally> {
  const tally = new Tally('ingest items');
  const http = new HttpClient(url, AT_ONCE);
  const worker = async (): Promise<void> => {
    while (tally.sent < count) {
      const kind = d.pick(KINDS);
      const whole = d.int(4) > 0;
      const items = Array.from({ length: whole ? Math.min(BATCH, count - tally.sent) : 1 }, () =>
        d.int(4) === 0 ? junk(d) : mutated(d, good[kind](Date.now())),
      );
      tally.sent += items.length;
      const json = JSON.stringify(whole ? items : d.int(2) === 0 ? { items: junk(d, 1) } : items[0]) ?? '';
      const { status, text } = await http.post(`/ingest/${kind}`, token, whole ? json : torn(d, json));
      if (status >= 500) throw new Error(`/ingest/${kind} answered ${String(status)}: ${text}`);
      if (status !== 200) {
        tally.add(`refused whole, ${String(status)}`, items.length);
        continue;
      }
      const answer = JSON.parse(text) as { accepted: number; rejected: { field: string; reason: string }[] };
      if (whole && answer.accepted + answer.rejected.length !== items.length)
        throw new Error(
          `${String(items.length)} items sent, answer accounts for others: ${text.slice(0, 200)}`,
        );
      if (!whole) tally.add('was a batch after all', items.length);
      else {
        tally.add('was good after all', answer.accepted);
        tally.add('named and counted', answer.rejected.length);
        const mute = answer.rejected.find(({ reason }) => reason === '');
        if (mute !== undefined) throw new Error(`no reason given: ${text.slice(0, 200)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  http.close();
  return tally;
}

import { HttpClient } from './http.ts';
import { text, torn, type Dice } from './junk.ts';
import { Tally } from './tally.ts';

const AT_ONCE = 16;

/** Changes one part of a good token, or none of it is left. */
function wrongToken(d: Dice, good: string): string {
  const parts = good.split('.');
  const kind = d.int(6);
  if (kind === 0) return printable(text(d, d.int(200)));
  if (kind === 1) return printable(torn(d, good));
  const decoded = parts.map((part) => Buffer.from(part, 'base64url').toString('utf8'));
  if (kind === 2) return [b64(torn(d, decoded[0] ?? '')), parts[1], parts[2]].join('.');
  if (kind === 3) return [parts[0], b64(torn(d, decoded[1] ?? '')), parts[2]].join('.');
  if (kind === 4) return [b64('{"alg":"none"}'), parts[1], ''].join('.');
  return [parts[0], parts[1], b64(text(d, 32))].join('.');
}
const b64 = (value: string): string => Buffer.from(value).toString('base64url');
/** What may stand in a header at all; anything else Node refuses to send. */
const printable = (value: string): string => value.replaceAll(/[^\x21-\x7e]/g, '_');

/** `GET /auth/status` with wrong tokens: each must be answered, by a state that is not `ok`. */
export async function fuzzTokens(url: string, good: string, count: number, d: Dice): Promise<Tally> {
  const tally = new Tally('tokens');
  const http = new HttpClient(url, AT_ONCE);
  const ask = async (token: string): Promise<string> => {
    const { status, text } = await http.get('/auth/status', token);
    return status === 200 ? (JSON.parse(text) as { state: string }).state : `status ${String(status)}`;
  };
  const worker = async (): Promise<void> => {
    while (tally.sent < count) {
      tally.sent += 1;
      const token = wrongToken(d, good);
      if (token === good) tally.add('was good after all');
      else {
        const state = await ask(token);
        if (state === 'ok') throw new Error(`a wrong token was let in: ${token}`);
        tally.add(`state ${state}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  http.close();
  return tally;
}

import type {
  CallName,
  Calls,
  FrameBody,
  RowsPatch,
  ToMain,
  ToRenderer,
  Topic,
} from '../../../contract/bridge.ts';
import type { Result } from '../../../contract/result.ts';
import { FakePort } from './port.ts';

type Rows = Map<string, Record<string, unknown>>;

/** A renderer as the console sees it: mirrors what it is sent, and acknowledges unless told not to. */
export class TestWindow extends FakePort {
  readonly frames: { readonly n: number; readonly body: FrameBody; readonly text: string }[] = [];
  readonly notified: Extract<ToRenderer, { t: 'notify' }>[] = [];
  readonly dismissed: string[] = [];
  /** Whether it is the one that makes the sounds. */
  voice = false;
  readonly mirror = { routes: new Map() as Rows, alarms: new Map() as Rows, metrics: new Map() as Rows };
  readonly latest: { -readonly [K in keyof FrameBody]: FrameBody[K] } = {};
  acks = true;
  #calls = 0;
  readonly #answers = new Map<number, (result: Result<unknown>) => void>();
  #waiting: (() => void)[] = [];

  override say(message: ToMain | string): void {
    super.say(message);
  }
  sub(...topics: Topic[]): void {
    for (const topic of topics) this.say({ t: 'sub', topic });
  }
  ack(): void {
    const last = this.frames.at(-1);
    if (last !== undefined) this.say({ t: 'ack', n: last.n });
  }

  call<N extends CallName>(name: N, args: Calls[N]['args']): Promise<Result<Calls[N]['value']>> {
    const id = ++this.#calls;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve as (result: Result<unknown>) => void);
      this.say({ t: 'call', id, name, args });
    });
  }

  /** Resolves once it holds, looked at after each message. */
  until(holds: () => boolean, what: string, ms = 8_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not in ${String(ms)} ms: ${what}`)), ms);
      const look = (): void => {
        if (!holds()) return;
        clearTimeout(timer);
        this.#waiting = this.#waiting.filter((other) => other !== look);
        resolve();
      };
      this.#waiting.push(look);
      look();
    });
  }

  protected override take(message: ToRenderer, text: string): void {
    if (message.t === 'result') {
      this.#answers.get(message.id)?.(message.result);
      this.#answers.delete(message.id);
    } else if (message.t === 'notify') this.notified.push(message);
    else if (message.t === 'dismiss') this.dismissed.push(message.alarmId);
    else if (message.t === 'voice') this.voice = message.mine;
    else {
      this.frames.push({ n: message.n, body: message.body, text });
      Object.assign(this.latest, message.body);
      for (const name of ['routes', 'alarms', 'metrics'] as const)
        merge(this.mirror[name], message.body[name]);
      if (this.acks) this.say({ t: 'ack', n: message.n });
    }
    for (const look of [...this.#waiting]) look();
  }
}

function merge(rows: Rows, patch: RowsPatch<object> | undefined): void {
  if (patch === undefined) return;
  if (patch.full) rows.clear();
  for (const [key, fields] of patch.rows) {
    if (fields === null) rows.delete(key);
    else rows.set(key, { ...rows.get(key), ...fields });
  }
}

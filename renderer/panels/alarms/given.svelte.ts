import type { Alarm } from '../../../contract/alarm.ts';
import type { PendingAct } from '../../../contract/alarm/acts.ts';

export type GivenAct = Pick<PendingAct, 'type'>;

/** From the console's answer on its own list of what is pending says it, at the latest after so many ms. */
const HANDED_OVER_MS = 250;

/** What was pressed in this window and its console has not said of yet: marked with the key itself and not a frame later. */
export class Given {
  #acts = $state.raw<readonly { readonly alarm: Alarm; readonly act: GivenAct }[]>([]);

  /** Null also as soon as the alarm is acknowledged, claimed or given back: that is the answer. */
  of(alarm: Alarm): GivenAct | null {
    return this.#acts.find((one) => isAsItWas(one.alarm, alarm))?.act ?? null;
  }

  /** `answer`: the console has it written down, or refused it at once. */
  async add(alarm: Alarm, type: GivenAct['type'], answer: Promise<{ readonly ok: boolean }>): Promise<void> {
    const one = { alarm, act: { type } };
    this.#acts = [...this.#acts, one];
    const { ok } = await answer;
    if (ok) await new Promise((resolve) => setTimeout(resolve, HANDED_OVER_MS));
    this.#acts = this.#acts.filter((other) => other !== one);
  }
}

/** As far as an act changes it: facts and escalation go on meanwhile. */
const isAsItWas = (before: Alarm, alarm: Alarm): boolean =>
  before.id === alarm.id &&
  before.acknowledged === alarm.acknowledged &&
  before.occurrence === alarm.occurrence &&
  before.claim?.at === alarm.claim?.at;

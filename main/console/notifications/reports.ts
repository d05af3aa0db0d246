import type { AlarmReport, ReportRequest } from '../../../contract/alarm/report.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Result } from '../../../contract/result.ts';
import { reportAnswer } from '../../../contract/schema/alarm.ts';
import { MAX_DETAIL } from '../../../contract/schema/annunciation.ts';
import { resultOf } from '../../../contract/schema/wire.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { JournalKeeper } from '../journal/keeper.ts';
import { MAX_REPORTED, type JournalRecord, type Report } from '../journal/records.ts';
import type { Clock } from '../ports.ts';

/** The gateway's answer is waited for so long, and asked again so much later, ms. */
const ANSWER_MS = 10_000;
const AGAIN_MS = 10_000;

export interface ReportsDeps {
  readonly keeper: Pick<JournalKeeper, 'state' | 'write'>;
  readonly clock: Clock;
  readonly counters: Counters;
  /** What this console is called. */
  readonly desk: () => string;
}

type Asked = {
  readonly request: (event: string, args: unknown, timeoutMs: number) => Promise<Result<unknown>>;
};

/**
 * Tells the gateway what reached this console and what became of its notifications. Each report is in the journal before it is
 * sent and until the gateway has it: it survives a cut and a restart. The oldest go at the journal's bound, counted.
 */
export class OutcomeReports implements Disposable {
  readonly #deps: ReportsDeps;
  #namespace: Asked | null = null;
  #sending = false;
  #again: Disposable | null = null;
  #ended = false;

  constructor(deps: ReportsDeps) {
    this.#deps = deps;
  }

  /** `/alerts` of the present session; null while there is none. */
  use(namespace: Asked | null): void {
    this.#namespace = namespace;
    this.#sending = false;
    this.#again?.dispose();
    this.#again = null;
    void this.#send();
  }

  add(what: AlarmReport['what'], alarmIds: readonly string[], detail?: string): void {
    if (alarmIds.length === 0) return;
    const { keeper, clock, counters } = this.#deps;
    const lost = keeper.state.lostReports;
    const first = keeper.state.nextReport();
    const records: JournalRecord[] = [];
    for (let from = 0; from < alarmIds.length; from += MAX_REPORTED) {
      records.push({
        k: 'report',
        n: first + records.length,
        at: clock.now(),
        what,
        ids: alarmIds.slice(from, from + MAX_REPORTED),
        ...(detail === undefined ? {} : { detail: detail.slice(0, MAX_DETAIL) }),
      });
    }
    keeper.write(records, () => void this.#send());
    counters.bump('report-lost', keeper.state.lostReports - lost);
  }

  dispose(): void {
    this.#ended = true;
    this.#namespace = null;
    this.#again?.dispose();
    this.#again = null;
  }

  /** One request at a time, the oldest reports first. */
  async #send(): Promise<void> {
    const namespace = this.#namespace;
    if (namespace === null || this.#sending || this.#again !== null) return;
    const next = this.#batch();
    if (next === null) return;
    this.#sending = true;
    const answer = await namespace.request('report', next.request, ANSWER_MS);
    if (this.#ended || this.#namespace !== namespace) return;
    this.#sending = false;
    if (!answer.ok) return this.#later(answer.error.code);
    const read = decode(resultOf(reportAnswer), answer.value, 'bad-report-answer', this.#deps.counters);
    if (read !== null && !read.ok && read.error.code !== 'bad-request' && read.error.code !== 'unsupported')
      return this.#later(read.error.code);
    // What the gateway cannot read today it will not read tomorrow.
    if (read === null || !read.ok) this.#deps.counters.bump('report-refused', next.request.reports.length);
    this.#deps.keeper.write([{ k: 'told', n: next.upTo }]);
    void this.#send();
  }

  #batch(): { readonly upTo: number; readonly request: ReportRequest } | null {
    const reports: AlarmReport[] = [];
    let first: Report | null = null;
    let upTo = 0;
    for (const report of this.#deps.keeper.state.reports.values()) {
      if (reports.length > 0 && reports.length + report.ids.length > MAX_REPORTED) break;
      first ??= report;
      upTo = report.n;
      const { what, detail } = report;
      for (const alarmId of report.ids)
        reports.push({ alarmId, what, ...(detail === undefined ? {} : { detail }) });
    }
    if (first === null) return null;
    return { upTo, request: { console: this.#deps.desk(), at: first.at, reports } };
  }

  #later(code: string): void {
    this.#deps.counters.bump(`report-${code}`);
    this.#again = this.#deps.clock.after(AGAIN_MS, () => {
      this.#again = null;
      void this.#send();
    });
  }
}

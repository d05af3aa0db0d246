import { FIRST_CHART, type ChartRange, type ChartView } from '../../../contract/chart.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { ValueStore } from '../../stores/value.ts';
import { LIVE } from './range.ts';

/** A drag changes the range with each frame; main and the other windows hear of it at most this often. */
const SAVE_AFTER_MS = 250;

/** What the chart looks at: changed here at once, kept in main, and followed where another window changes it. */
export class ViewKeeper implements Disposable {
  readonly #view = new ValueStore<ChartView>(FIRST_CHART);
  readonly #save: (view: ChartView) => Promise<unknown>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underway = 0;

  constructor(first: ChartView | undefined, save: (view: ChartView) => Promise<unknown>) {
    this.#save = save;
    if (first !== undefined) this.#view.set(first);
  }

  /** Reactive. */
  get view(): ChartView {
    return this.#view.value;
  }

  /** Main's word; what was changed here and is not yet there stands above it. */
  said(view: ChartView | undefined): void {
    if (view === undefined || this.#timer !== undefined || this.#underway > 0) return;
    this.#view.set(view);
  }

  /** Another plot begins with the newest. */
  choose(name: string): void {
    this.#change({ names: [name], range: LIVE });
  }
  add(name: string): void {
    if (!this.view.names.includes(name)) this.#change({ ...this.view, names: [...this.view.names, name] });
  }
  /** The plot itself stays. */
  remove(name: string): void {
    const [first, ...others] = this.view.names;
    if (first === undefined) return;
    this.#change({ ...this.view, names: [first, ...others.filter((other) => other !== name)] });
  }
  look(range: ChartRange): void {
    this.#change({ ...this.view, range });
  }

  /** What is not yet saved is saved now: the panel goes, the view stays. */
  dispose(): void {
    if (this.#timer !== undefined) this.#send();
  }

  #change(view: ChartView): void {
    this.#view.set(view);
    this.#timer ??= setTimeout(() => this.#send(), SAVE_AFTER_MS);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#underway += 1;
    void this.#save(this.view).then(() => (this.#underway -= 1));
  }
}

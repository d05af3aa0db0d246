import type { Disposable } from '../../contract/disposable.ts';
import { themeOf, type UserSettings } from '../../contract/settings.ts';
import type { Look } from '../stores/look.ts';

const QUERIES = {
  dark: '(prefers-color-scheme: dark)',
  contrast: '(prefers-contrast: more)',
  forced: '(forced-colors: active)',
  still: '(prefers-reduced-motion: reduce)',
} as const;
type Queries = Readonly<Record<keyof typeof QUERIES, MediaQueryList>>;

export function lookOf(settings: UserSettings, system: Record<keyof typeof QUERIES, boolean>): Look {
  return {
    theme: themeOf(settings.theme, { dark: system.dark, contrast: system.contrast || system.forced }),
    density: settings.density,
    textScale: settings.textSize / 100,
    still: settings.motion === 'reduced' || system.still,
  };
}

/** Puts the settings and this computer's wishes on a document, again at each change of either. */
export class Dresser implements Disposable {
  readonly #root: HTMLElement;
  readonly #dressed: (look: Look) => void;
  readonly #queries: Queries;
  readonly #again = (): void => this.#dress();
  #settings: UserSettings | null = null;

  /** `dressed` is called after the document has the look. */
  constructor(root: HTMLElement, media: (query: string) => MediaQueryList, dressed: (look: Look) => void) {
    this.#root = root;
    this.#dressed = dressed;
    this.#queries = Object.fromEntries(
      Object.entries(QUERIES).map(([name, query]) => [name, media(query)]),
    ) as unknown as Queries;
    for (const query of Object.values(this.#queries)) query.addEventListener('change', this.#again);
  }

  wear(settings: UserSettings): void {
    this.#settings = settings;
    this.#dress();
  }

  dispose(): void {
    for (const query of Object.values(this.#queries)) query.removeEventListener('change', this.#again);
  }

  #dress(): void {
    if (this.#settings === null) return;
    const { dark, contrast, forced, still } = this.#queries;
    const look = lookOf(this.#settings, {
      dark: dark.matches,
      contrast: contrast.matches,
      forced: forced.matches,
      still: still.matches,
    });
    const { dataset, style } = this.#root;
    dataset['theme'] = look.theme;
    dataset['density'] = look.density;
    dataset['motion'] = look.still ? 'reduced' : 'full';
    style.setProperty('--text-scale', String(look.textScale));
    this.#dressed(look);
  }
}

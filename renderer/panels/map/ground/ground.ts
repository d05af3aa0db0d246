import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';

/** What lies under the fleet. */
export interface Ground {
  readonly sources: Record<string, SourceSpecification>;
  readonly layers: readonly LayerSpecification[];
  /** Line that the data's licence asks for; empty where it asks for none. */
  readonly attribution: string;
  /** What no layer covers is water. */
  readonly sea?: boolean;
  /** Of a whole style that the configuration names; absent otherwise, so that letters are drawn from the page's fonts. */
  readonly glyphs?: string;
  readonly sprite?: string;
}

export const NO_GROUND: Ground = { sources: {}, layers: [], attribution: '' };

/** The same without letters. */
export const unlabelled = (ground: Ground): Ground => ({
  ...ground,
  layers: ground.layers.filter(({ type }) => type !== 'symbol'),
});

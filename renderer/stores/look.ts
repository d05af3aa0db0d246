import type { Theme, UserSettings } from '../../contract/settings.ts';
import { SETTING_DEFAULTS } from '../../contract/settings.ts';
import { ValueStore } from './value.ts';

/** How this window is drawn now: the user's settings, with what they leave to the system decided. */
export interface Look {
  readonly theme: Theme;
  readonly density: UserSettings['density'];
  /** 1 is the drawing's own. */
  readonly textScale: number;
  /** Nothing moves by itself. */
  readonly still: boolean;
}

export const FIRST_LOOK: Look = {
  theme: 'dark',
  density: SETTING_DEFAULTS.density,
  textScale: 1,
  still: false,
};

/** Set by the shell once the document's tokens are those of the look: whoever reads them then reads the new ones. */
export class LookStore extends ValueStore<Look> {
  constructor() {
    super(FIRST_LOOK);
  }
}

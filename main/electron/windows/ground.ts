import type { BrowserWindow, NativeTheme } from 'electron';
import type { Disposable } from '../../../contract/disposable.ts';
import { themeOf, type Theme, type UserSettings } from '../../../contract/settings.ts';

/** `--ground` of each theme (`renderer/theme/tokens.css`): what a window shows before its page has painted. */
export const GROUNDS: Readonly<Record<Theme, string>> = {
  dark: '#0b0f13',
  light: '#dde2e6',
  contrast: '#000000',
};

export interface GroundDeps {
  readonly nativeTheme: Pick<
    NativeTheme,
    'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'themeSource' | 'on' | 'off'
  >;
  readonly windows: () => readonly Pick<BrowserWindow, 'setBackgroundColor'>[];
  readonly choice: () => UserSettings['theme'];
}

export interface Ground extends Disposable {
  /** For a window that is about to be made. */
  readonly color: string;
  /** The user has set another theme. */
  changed(): void;
}

/** Frames, menus and grounds of windows go with the theme; where that is the system's, with each of its changes. */
export function windowGround({ nativeTheme, windows, choice }: GroundDeps): Ground {
  const color = (): string =>
    GROUNDS[
      themeOf(choice(), {
        dark: nativeTheme.shouldUseDarkColors,
        contrast: nativeTheme.shouldUseHighContrastColors,
      })
    ];
  const paint = (): void => {
    for (const window of windows()) window.setBackgroundColor(color());
  };
  nativeTheme.on('updated', paint);
  return {
    get color() {
      return color();
    },
    changed: () => {
      const theme = choice();
      nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme;
      paint();
    },
    dispose: () => void nativeTheme.off('updated', paint),
  };
}

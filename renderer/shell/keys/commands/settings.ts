import { settingSpec, type UserSettings } from '../../../../contract/settings.ts';
import type { Command, Desk } from '../command.ts';

const THEMES = ['dark', 'light', 'contrast', 'system'] as const;
const DENSITIES = ['compact', 'normal', 'comfortable'] as const;

/** The settings that are changed in the middle of a shift; the rest is in the settings window. */
export const settingsCommands = (desk: Desk): Command[] => {
  const now = (): UserSettings => desk.stores.shared.value.settings;
  const set = (change: Partial<UserSettings>): void => void desk.call('setSettings', { change });
  return [
    ...THEMES.map((theme): Command => ({
      id: `shell.theme.${theme}`,
      words: ({ t }) => t(`command.theme.${theme}`),
      chords: [],
      panel: null,
      run: () => set({ theme }),
      when: () => now().theme !== theme,
    })),
    ...DENSITIES.map((density): Command => ({
      id: `shell.density.${density}`,
      words: ({ t }) => t(`command.density.${density}`),
      chords: [],
      panel: null,
      run: () => set({ density }),
      when: () => now().density !== density,
    })),
    ...([1, -1] as const).map((step): Command => {
      const next = (): number | null => nextTextSize(now().textSize, step);
      return {
        id: step === 1 ? 'shell.text.larger' : 'shell.text.smaller',
        words: ({ t }) => t(step === 1 ? 'command.text.larger' : 'command.text.smaller'),
        chords: [],
        panel: null,
        run: () => {
          const textSize = next();
          if (textSize !== null) set({ textSize });
        },
        when: () => next() !== null,
      };
    }),
  ];
};

/** The next whole step of percent; null at the end. */
export function nextTextSize(now: number, direction: 1 | -1): number | null {
  const spec = settingSpec('textSize');
  if (spec.kind !== 'number') return null;
  const { min, max, step } = spec;
  const steps = direction === 1 ? Math.floor(now / step) + 1 : Math.ceil(now / step) - 1;
  const next = Math.max(min, Math.min(max, steps * step));
  return next === now ? null : next;
}

/** The settings window and its commands. `setting.KEY`, `.what` and `.CHOICE` belong to `contract/settings.ts`. */
export const settingsEn = {
  'command.theme.dark': 'Dark theme',
  'command.theme.light': 'Light theme',
  'command.theme.contrast': 'Contrast theme',
  'command.theme.system': 'Theme of this computer',
  'command.density.compact': 'Compact rows',
  'command.density.normal': 'Normal rows',
  'command.density.comfortable': 'Comfortable rows',
  'command.text.larger': 'Larger text',
  'command.text.smaller': 'Smaller text',
} as const;

export const settingsDe: { readonly [K in keyof typeof settingsEn]: string } = {
  'command.theme.dark': 'Dunkles Farbschema',
  'command.theme.light': 'Helles Farbschema',
  'command.theme.contrast': 'Farbschema mit starkem Kontrast',
  'command.theme.system': 'Farbschema dieses Computers',
  'command.density.compact': 'Enge Zeilen',
  'command.density.normal': 'Normale Zeilen',
  'command.density.comfortable': 'Weite Zeilen',
  'command.text.larger': 'Größere Schrift',
  'command.text.smaller': 'Kleinere Schrift',
};

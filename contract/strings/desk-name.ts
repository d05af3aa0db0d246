/** The words of the desk's own name, in each language; `en.ts` and `de.ts` take them in. */
export const deskNameEn = {
  'setting.deskName': 'Name of this desk',
  'setting.deskName.what':
    'Others read it: \u201cDesk 2 has it\u201d, in the alarms\u2019 history, the handover and the list of sign-ins.',
  'setting.deskName.none': 'this computer\u2019s name',
  'settings.invalid.text': '{name}: {value} is longer than {most} characters or has some that cannot be read',
  'diagnostics.desk': 'Desk',
} as const;

export const deskNameDe: { readonly [K in keyof typeof deskNameEn]: string } = {
  'setting.deskName': 'Name dieses Platzes',
  'setting.deskName.what':
    'Andere lesen ihn: \u201ePlatz 2 kümmert sich\u201c, im Verlauf der Alarme, in der Übergabe und in der Liste der Anmeldungen.',
  'setting.deskName.none': 'Name dieses Computers',
  'settings.invalid.text': '{name}: {value} ist länger als {most} Zeichen oder hat unlesbare',
  'diagnostics.desk': 'Platz',
};

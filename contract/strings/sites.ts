/** Links out of the console, and where they may lead. */
export const sitesEn = {
  'sites.refused': 'Not opened from here: {host} is not among the sites that this console may open.',
  'sites.refused.bad': 'Not opened from here: this is no plain https address.',
  'sites.title': 'Links',
  'sites.name': 'Sites that links may open',
  'sites.by.nobody': 'Only the program\u2019s own. Whoever runs this computer adds others (externalHosts).',
  'sites.by.configuration': 'The program\u2019s own, and those of the configuration (externalHosts).',
  'sites.by.policy': 'The program\u2019s own, and those of the policy of this computer.',
} as const;

export const sitesDe: { readonly [K in keyof typeof sitesEn]: string } = {
  'sites.refused':
    'Von hier nicht geöffnet: {host} gehört nicht zu den Seiten, die diese Konsole öffnen darf.',
  'sites.refused.bad': 'Von hier nicht geöffnet: Das ist keine einfache https-Adresse.',
  'sites.title': 'Links',
  'sites.name': 'Seiten, die Links öffnen dürfen',
  'sites.by.nobody': 'Nur die des Programms. Wer diesen Computer betreut, nennt weitere (externalHosts).',
  'sites.by.configuration': 'Die des Programms und die der Konfiguration (externalHosts).',
  'sites.by.policy': 'Die des Programms und die der Richtlinie dieses Computers.',
};

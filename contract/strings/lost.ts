/** The words of commands that came to nothing, in each language; `en.ts` and `de.ts` take them in. */
export const lostEn = {
  'command.lost.title': {
    one: '{n} command was not carried out: {what}',
    other: '{n} commands were not carried out: {what}',
  },
  'command.lost.expired': 'Its time was up before the gateway could be reached: please look again',
  'command.lost.refused': 'The gateway refused it: {why}',
  'command.lost.acknowledge': 'acknowledgement',
  'command.lost.acknowledgeMany': 'acknowledgement of several',
  'command.lost.claim': 'claim',
  'command.lost.release': 'release of a claim',
  'command.lost.shelve': 'shelving',
  'command.lost.unshelve': 'unshelving',
  'command.lost.outOfService': 'taking out of service',
  'command.lost.returnToService': 'return to service',
  'command.lost.comment': 'comment',
  'command.lost.handover': 'handover of the shift',
  'command.lost.countersign': 'countersigning of the handover',
  'command.lost.recordTest': 'record of the test of alarms',
  'command.lost.setNote': 'note at a route',
} as const;

export const lostDe: {
  readonly [K in keyof typeof lostEn]: (typeof lostEn)[K] extends string
    ? string
    : { readonly one: string; readonly other: string };
} = {
  'command.lost.title': {
    one: '{n} Befehl wurde nicht ausgeführt: {what}',
    other: '{n} Befehle wurden nicht ausgeführt: {what}',
  },
  'command.lost.expired': 'Die Zeit lief ab, bevor das Gateway erreichbar war: bitte noch einmal ansehen',
  'command.lost.refused': 'Das Gateway hat es abgelehnt: {why}',
  'command.lost.acknowledge': 'Quittierung',
  'command.lost.acknowledgeMany': 'Quittierung mehrerer',
  'command.lost.claim': 'Übernahme',
  'command.lost.release': 'Abgabe',
  'command.lost.shelve': 'Zurückstellung',
  'command.lost.unshelve': 'Rückholung',
  'command.lost.outOfService': 'Außerbetriebnahme',
  'command.lost.returnToService': 'Wiederinbetriebnahme',
  'command.lost.comment': 'Kommentar',
  'command.lost.handover': 'Übergabe der Schicht',
  'command.lost.countersign': 'Gegenzeichnung der Übergabe',
  'command.lost.recordTest': 'Eintrag der Alarmprobe',
  'command.lost.setNote': 'Notiz an einer Route',
};

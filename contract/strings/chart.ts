/** The words of the chart's tools, in each language; `en.ts` and `de.ts` take them in. */
export const chartEn = {
  'chart.distribution': 'Adherence spread',
  'chart.distribution.what': 'routes under way, against plan',
  'chart.distribution.spoken': {
    one: 'Routes under way by adherence: {n} route, {late} late',
    other: 'Routes under way by adherence: {n} routes, {late} late',
  },
  'chart.distribution.on-time': 'on time',
  'chart.distribution.late': 'late',
  'chart.distribution.limit': 'late over {value}',
  'chart.distribution.bin': '{from} to {to}',
  'chart.distribution.empty.title': 'No route under way',
  'chart.distribution.empty.hint': 'The spread is of routes that run and whose adherence is known.',
  'chart.phases': 'Phases',
  'chart.phases.what': 'vans by phase',
  'chart.phases.empty.hint': 'Open Live Capacity: its counts are gathered here while it is open.',
  'chart.routes': { one: '{n} route', other: '{n} routes' },
  'chart.band': 'usual range',
  'chart.target': 'target {value}',
  'chart.plan': 'plan, spread evenly over each route',
  'chart.titled': '{title}, {unit}',
  'chart.live': 'Back to live',
  'chart.add': 'Compare with another series',
  'chart.add.short': '+ compare',
  'chart.remove': 'Remove {title}',
  'chart.csv': 'Save what is shown as CSV',
  'chart.png': 'Save the picture as PNG',
  'chart.keys':
    'Arrow keys move in time, plus and minus zoom, Shift with an arrow reads a minute, End goes back to live',
  'chart.saveFailed': 'Not saved: {why}',
  'chart.saveFailed.picture': 'the picture could not be made',
} as const;

export const chartDe: {
  readonly [K in keyof typeof chartEn]: (typeof chartEn)[K] extends string
    ? string
    : { readonly one: string; readonly other: string };
} = {
  'chart.distribution': 'Streuung',
  'chart.distribution.what': 'Touren unterwegs, gegen den Plan',
  'chart.distribution.spoken': {
    one: 'Touren unterwegs nach Abweichung: {n} Tour, {late} verspätet',
    other: 'Touren unterwegs nach Abweichung: {n} Touren, {late} verspätet',
  },
  'chart.distribution.on-time': 'pünktlich',
  'chart.distribution.late': 'verspätet',
  'chart.distribution.limit': 'verspätet über {value}',
  'chart.distribution.bin': '{from} bis {to}',
  'chart.distribution.empty.title': 'Keine Tour unterwegs',
  'chart.distribution.empty.hint': 'Gezeigt werden Touren, die laufen und deren Abweichung bekannt ist.',
  'chart.phases': 'Phasen',
  'chart.phases.what': 'Wagen nach Phase',
  'chart.phases.empty.hint':
    'Die Kapazität öffnen: ihre Zahlen werden hier gesammelt, solange sie offen ist.',
  'chart.routes': { one: '{n} Tour', other: '{n} Touren' },
  'chart.band': 'üblicher Bereich',
  'chart.target': 'Ziel {value}',
  'chart.plan': 'Plan, je Tour gleichmäßig verteilt',
  'chart.titled': '{title}, {unit}',
  'chart.live': 'Zurück zu jetzt',
  'chart.add': 'Mit einer weiteren Reihe vergleichen',
  'chart.add.short': '+ vergleichen',
  'chart.remove': '{title} entfernen',
  'chart.csv': 'Gezeigtes als CSV sichern',
  'chart.png': 'Bild als PNG sichern',
  'chart.keys':
    'Pfeiltasten bewegen in der Zeit, Plus und Minus zoomen, Umschalt mit Pfeil liest eine Minute, Ende kehrt zu jetzt zurück',
  'chart.saveFailed': 'Nicht gesichert: {why}',
  'chart.saveFailed.picture': 'das Bild ließ sich nicht erzeugen',
};

import type { enCommands } from './en-commands.ts';

type English = typeof enCommands;
type Words = {
  readonly [K in keyof English]: English[K] extends string
    ? string
    : { readonly one: string; readonly other: string };
};

export const deCommands: Words = {
  'key.ctrl': 'Strg',
  'key.shift': 'Umschalt',
  'key.escape': 'Esc',
  'key.enter': 'Eingabe',
  'key.home': 'Pos 1',
  'key.end': 'Ende',
  'key.pageUp': 'Bild auf',
  'key.pageDown': 'Bild ab',

  'command.palette': 'Alles finden',
  'command.help': 'Tasten an dieser Stelle',
  'command.theme.dark': 'Dunkles Farbschema',
  'command.theme.light': 'Helles Farbschema',
  'command.deselect': 'Auswahl der Tour aufheben',
  'command.retry': 'Jetzt neu verbinden',
  'command.signOut': 'Abmelden',
  'command.open': '{panel} öffnen',
  'command.close': '{panel} schließen',
  'command.goTo': 'Zu {panel} gehen',
  'command.nextPanel': 'Nächstes Feld',
  'command.previousPanel': 'Voriges Feld',
  'command.fit': 'Ganze Flotte auf der Karte zeigen',
  'command.redraw': 'Karte neu zeichnen',
  'command.find': 'In Touren suchen',
  'command.filter': 'Touren zeigen: {filter}',
  'command.sort': 'Touren sortieren nach {column}',
  'command.reverse': 'Reihenfolge der Touren umkehren',
  'command.showAll': 'Alle Touren zeigen, ohne Filter und Suche',
  'command.nextAlarm': 'Nächster Alarm',
  'command.acknowledge': 'Alarm quittieren',
  'command.series': 'Verlauf: {series}',

  'keys.map.move': 'Karte bewegen',
  'keys.map.zoom': 'Vergrößern, verkleinern',
  'keys.board.rows': 'Tour darüber, darunter',
  'keys.board.pages': 'Eine Seite Touren',
  'keys.board.ends': 'Erste Tour, letzte Tour',
  'keys.alarms.rows': 'Alarm darüber, darunter',
  'keys.press': 'Wählen',

  'help.title': 'Tasten',
  'help.here': 'Hier: {panel}',
  'help.everywhere': 'Überall',
  'help.close': 'schließen',

  'palette.title': 'Alles finden',
  'palette.placeholder': 'Tour, Wagen, Fahrer, Stopp, Alarm oder Befehl',
  'palette.recent': 'Zuletzt',
  'palette.alarms': 'Brauchen Sie',
  'palette.commands': 'Befehle',
  'palette.found': { one: '{n} gefunden', other: '{n} gefunden' },
  'palette.none': 'Nichts heißt hier \u201e{query}\u201c',
  'palette.none.hint': 'Weniger Buchstaben finden mehr; ebenso eine Suche ohne das Zeichen am Anfang.',
  'palette.kind.route': 'Tour',
  'palette.kind.van': 'Wagen',
  'palette.kind.driver': 'Fahrer',
  'palette.kind.stop': 'Stopp',
  'palette.kind.alarm': 'Alarm',
  'palette.kind.command': 'Befehl',
  'palette.only.command': 'Befehle',
  'palette.only.route': 'Touren',
  'palette.only.driver': 'Fahrer',
  'palette.only.alarm': 'Alarme',
  'palette.stop': 'Stopp {n} von {total}',
  'palette.nextStop': 'nächster Stopp',
};

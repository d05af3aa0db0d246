import type { mapEn } from '../en/map.ts';
import type { Words } from '../words.ts';

/** The words of the map; `de.ts` takes them in. */
export const mapDe: Words<typeof mapEn> = {
  'map.name': 'Karte der Flotte: Pfeiltasten verschieben, Plus und Minus zoomen',
  'map.vans': { one: '{n} Wagen', other: '{n} Wagen' },
  'map.late': '{n} verspätet',
  'map.silent': '{n} stumm',
  'map.exceptions': { one: '{n} Ausnahme', other: '{n} Ausnahmen' },
  'map.fit': 'ganze Flotte',
  'map.legend': 'Was die Zeichen bedeuten',
  'map.empty.title': 'Noch kein Wagen hat sich gemeldet',
  'map.empty.hint': 'Wagen erscheinen mit ihrer ersten Position.',
  'map.route': 'Tour {id}',
  'map.van': 'Wagen {id}',
  'map.nextStop': 'Nächster Stopp',
  'map.stopOf': '{n} von {total}',
  'map.allDone': 'keiner mehr, {total} erledigt',
  'map.eta': 'Ankunft',
  'map.window': 'Fenster {from}–{to}',
  'map.noWindow': 'kein Fenster',
  'map.windowsMissed': 'So verfehlte Fenster',
  'map.position': 'Position',
  'map.old': '{age} alt',
  'map.noPosition': 'noch keine',
  'map.noPath': 'Kein geplanter Weg: gerade Linien zwischen den Stopps',
  'map.deviation': 'Abweichung vom Plan je Stopp, bisher und erwartet',
  'map.close': 'Auswahl aufheben',
  'map.lost': 'Der Karte wurde die Grafik genommen; sie kommt von selbst wieder',
  'map.unsupported':
    'Die Karte kann nicht gezeichnet werden: die Grafik dieses Rechners bietet kein WebGL 2. Die Tafel zeigt dieselben Touren.',
  'map.again': 'Erneut versuchen',
  'map.groundFailed': 'Die Grundkarte kann nicht gezeigt werden: {why}',
};

import { PANELS, type Panel } from '../../../../contract/bridge.ts';
import type { Command, Desk } from '../command.ts';

const KINDS = ['csv', 'png'] as const;
const CHORDS = { csv: 'Mod+S', png: 'Mod+P' } as const;

/** Every open panel can be handed over as a table and as a picture. */
export const savingCommands = (desk: Desk): Command[] => [
  ...KINDS.map((kind): Command => ({
    id: `panels.${kind}`,
    words: ({ t }) => t(`save.here.${kind}`),
    chords: [CHORDS[kind]],
    panel: null,
    run: () => {
      const place = desk.place();
      if (place !== null) desk.save(kind, place);
    },
    when: () => desk.place() !== null,
  })),
  ...PANELS.flatMap((panel) => KINDS.map((kind) => saveCommand(desk, panel, kind))),
];

const saveCommand = (desk: Desk, panel: Panel, kind: (typeof KINDS)[number]): Command => ({
  id: `${panel}.${kind}`,
  words: ({ t }) => t(`save.${kind}`, { panel: t(`panel.${panel}`) }),
  chords: [],
  panel,
  run: () => desk.save(kind, panel),
  when: () => desk.stores.shared.value.panels.includes(panel),
});

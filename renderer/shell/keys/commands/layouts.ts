import type { LayoutSummary } from '../../../../contract/layout/types.ts';
import { SAVE_KEY, slotKey } from '../../layouts/menu.ts';
import type { Command, Desk } from '../command.ts';

/** One for each layout there is, and what can be done to the present one. */
export function layoutCommands(desk: Desk): Command[] {
  const { layouts } = desk;
  const present = layouts.present();
  return [
    ...layouts.all().map((layout): Command => ({
      id: `layout.apply.${layout.id}`,
      words: ({ t }) => t('command.layout.apply', { name: layout.name }),
      chords: layout.slot === null ? [] : [slotKey(layout.slot)],
      panel: null,
      run: () => layouts.apply(layout.id),
    })),
    {
      id: 'layout.saveAs',
      words: ({ t }) => t('command.layout.saveAs'),
      chords: [],
      panel: null,
      run: () => layouts.name(null),
    },
    {
      id: 'layout.import',
      words: ({ t }) => t('command.layout.import'),
      chords: [],
      panel: null,
      run: layouts.importFile,
    },
    {
      id: 'layout.manage',
      words: ({ t }) => t('command.layouts'),
      chords: [],
      panel: null,
      run: () => desk.show('layouts'),
    },
    ...(present === null ? [] : ofPresent(desk, present)),
  ];
}

function ofPresent({ layouts }: Desk, present: LayoutSummary): Command[] {
  const { id, name, builtin, roles } = present;
  const role = layouts.role();
  const own = (command: Omit<Command, 'chords' | 'panel'>, ...chords: string[]): Command[] =>
    builtin ? [] : [{ ...command, chords, panel: null }];
  return [
    // One that came with the product is copied: saving it asks for a name.
    {
      id: 'layout.save',
      words: ({ t }) => t('command.layout.save', { name }),
      chords: [SAVE_KEY],
      panel: null,
      run: builtin ? () => layouts.name(null) : layouts.save,
    },
    ...own({
      id: 'layout.rename',
      words: ({ t }) => t('command.layout.rename', { name }),
      run: () => layouts.name(present),
    }),
    ...own({
      id: 'layout.delete',
      words: ({ t }) => t('command.layout.delete', { name }),
      run: () => layouts.remove(present),
    }),
    {
      id: 'layout.export',
      words: ({ t }) => t('command.layout.export', { name }),
      chords: [],
      panel: null,
      run: () => layouts.exportFile(present),
    },
    ...present.older.map(({ version, savedAt }): Command => ({
      id: `layout.older.${version}`,
      words: ({ t, format }) => t('command.layout.older', { name, version, at: format.clock(savedAt) }),
      chords: [],
      panel: null,
      run: () => layouts.apply(id, version),
    })),
    ...(role === null || builtin
      ? []
      : [
          {
            id: 'layout.default',
            words: ({ t }) =>
              t(roles.includes(role) ? 'command.layout.notDefault' : 'command.layout.default', {
                name,
                role,
              }),
            chords: [],
            panel: null,
            run: () =>
              layouts.change(id, {
                roles: roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role],
              }),
          } satisfies Command,
        ]),
  ];
}

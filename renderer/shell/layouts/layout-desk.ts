import { MAX_LAYOUTS, type LayoutFile, type LayoutSummary } from '../../../contract/layout/types.ts';
import type { Result } from '../../../contract/result.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { Stores } from '../../stores/index.ts';
import type { LayoutDesk, Overlay } from '../keys/command.ts';
import type { Call } from '../../panels/types.ts';
import { pickFile, saveText, type PickedFile } from './file.ts';

export interface LayoutDeskParts {
  readonly stores: Stores;
  readonly call: Call;
  readonly strings: () => Strings;
  readonly say: (text: string) => void;
  readonly show: (overlay: Overlay, about: LayoutSummary | null) => void;
}

/** The layouts of this desk: main keeps them, this asks for them and says what was refused. */
export function createLayoutDesk({ stores, call, strings, say, show }: LayoutDeskParts): LayoutDesk {
  const all = (): readonly LayoutSummary[] => stores.desk.value?.layouts ?? [];
  const present = (): LayoutSummary | null =>
    all().find(({ id }) => id === stores.desk.value?.layout?.id) ?? null;
  const told = async <T>(answer: Promise<Result<T>>): Promise<T | null> => {
    const result = await answer;
    if (!result.ok) say(strings().t('grid.refused', { why: result.error.message }));
    return result.ok ? result.value : null;
  };
  /** A file that is none is named, with the place in it and what stands there. */
  const read = async ({ name, text }: PickedFile): Promise<void> => {
    const result = await call('importLayout', { text });
    const { t } = strings();
    if (result.ok) return say(t('layouts.imported', { file: name }));
    const { field, message } = result.error;
    const why = field === undefined || field === 'text' ? message : `${field}: ${message}`;
    say(t('layouts.notImported', { file: name, why }));
  };
  return {
    all,
    present,
    role: () => stores.link.value.role,
    apply: (id, version) => void told(call('applyLayout', version === undefined ? { id } : { id, version })),
    save: () => {
      const layout = present();
      if (layout !== null)
        void told(call('saveLayout', { id: layout.id, name: layout.name, slot: layout.slot }));
    },
    name: (layout) => {
      if (layout === null && all().filter(({ builtin }) => !builtin).length >= MAX_LAYOUTS)
        say(strings().t('layouts.tooMany', { n: MAX_LAYOUTS }));
      else show('name-layout', layout);
    },
    named: async ({ id, name, slot }) => {
      const result =
        id === null
          ? await call('saveLayout', { id, name, slot })
          : await call('changeLayout', { id, name, slot });
      return result.ok ? '' : result.error.message;
    },
    remove: (layout) => show('layouts', layout),
    erase: (id) => void told(call('deleteLayout', { id })),
    exportFile: ({ id, name }) =>
      void told(call('exportLayout', { id })).then((file) => {
        if (file !== null) saveText(fileName(name), textOf(file));
      }),
    importFile: () =>
      void pickFile().then((file) => {
        if (file !== null) void read(file);
      }),
    change: (id, change) => void told(call('changeLayout', { id, ...change })),
  };
}

const textOf = (file: LayoutFile): string => `${JSON.stringify(file, null, 2)}\n`;

/** A name that every file system takes. */
const fileName = (name: string): string =>
  `${name.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '') || 'layout'}.routewatch-layout.json`;

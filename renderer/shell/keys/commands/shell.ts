import type { Command, Desk } from '../command.ts';
import { SETTINGS_KEY } from '../../layouts/menu.ts';

/** Opens the palette itself, which therefore does not list it. */
export const OPEN_PALETTE = 'shell.palette';
export const PALETTE_KEY = 'Mod+K';

export const shellCommands = (desk: Desk): Command[] => [
  {
    id: OPEN_PALETTE,
    words: ({ t }) => t('command.palette'),
    chords: [PALETTE_KEY],
    panel: null,
    run: () => desk.show('palette'),
  },
  {
    id: 'shell.help',
    words: ({ t }) => t('command.help'),
    chords: ['?'],
    panel: null,
    run: () => desk.show('help'),
  },
  {
    id: 'shell.settings',
    words: ({ t }) => t('command.settings'),
    chords: [SETTINGS_KEY],
    panel: null,
    always: true,
    run: () => desk.show('settings'),
  },
  {
    id: 'shell.about',
    words: ({ t }) => t('command.about'),
    chords: [],
    panel: null,
    always: true,
    run: () => desk.show('about'),
  },
  {
    id: 'shell.diagnostics',
    words: ({ t }) => t('command.diagnostics'),
    chords: [],
    panel: null,
    always: true,
    run: () => desk.show('diagnostics'),
  },
  {
    // Before the selection: Escape closes what lies on top.
    id: 'shell.closeLinkDetails',
    words: ({ t }) => t('command.closeLinkDetails'),
    chords: ['Escape'],
    panel: null,
    run: desk.linkDetails.close,
    when: desk.linkDetails.isOpen,
  },
  {
    id: 'shell.deselect',
    words: ({ t }) => t('command.deselect'),
    chords: ['Escape'],
    panel: null,
    run: () => void desk.call('select', { routeId: null }),
    when: () => desk.stores.shared.value.selection !== null,
  },
  {
    id: 'shell.linkDetails',
    words: ({ t }) => t('command.linkDetails'),
    chords: ['L'],
    panel: null,
    run: desk.linkDetails.toggle,
  },
  {
    id: 'shell.retry',
    words: ({ t }) => t('command.retry'),
    chords: [],
    panel: null,
    run: desk.retry,
    when: () => desk.stores.link.value.phase !== 'live' || desk.stores.host.value.state !== 'open',
  },
  {
    id: 'shell.notifications',
    words: ({ t }) => t('app.notifications'),
    chords: [],
    panel: null,
    run: () => desk.askNotifications()?.(),
    when: () => desk.askNotifications() !== null,
  },
  {
    id: 'shell.signOut',
    words: ({ t }) => t('command.signOut'),
    chords: [],
    panel: null,
    run: () => void desk.call('signOut', {}),
  },
];

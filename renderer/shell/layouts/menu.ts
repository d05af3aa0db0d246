/** Id of the popover with the layouts. */
export const LAYOUT_MENU = 'layout-menu';

/** Saves the present layout. */
export const SAVE_KEY = 'Alt+S';
export const SETTINGS_KEY = 'Mod+,';

/** Applies the layout that has this digit, 1 to 9. */
export const slotKey = (slot: number): string => `Alt+${slot}`;

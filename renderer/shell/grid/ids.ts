import type { Panel } from '../../../contract/bridge.ts';

/** Ids that a tab and its panel call each other by. */
export const tabId = (panel: Panel): string => `tab-${panel}`;
export const cellId = (panel: Panel): string => `cell-${panel}`;

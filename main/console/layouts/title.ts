import { panelsOf } from '../../../contract/layout/place.ts';
import { MAIN_WINDOW, type DeskWindow } from '../../../contract/layout/types.ts';
import type { Strings } from '../../../contract/strings/index.ts';

/** What the system's lists of windows say: what stands in it, the product for `main`. */
export function windowTitle({ id, root }: DeskWindow, { t }: Strings): string {
  const panels = panelsOf(root).map((panel) => t(`panel.${panel}`));
  return id === MAIN_WINDOW || panels.length === 0 ? 'Routewatch' : `${panels.join(', ')} \u2013 Routewatch`;
}

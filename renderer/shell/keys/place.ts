import { PANELS, type Panel } from '../../../contract/bridge.ts';

const isPanel = (name: string | undefined): name is Panel => PANELS.some((panel) => panel === name);

/** The panel that an element lies in, null for the shell's own. Panels say their name as `data-panel`. */
export function placeOf(element: Element | null): Panel | null {
  const name = element?.closest<HTMLElement>('[data-panel]')?.dataset['panel'];
  return isPanel(name) ? name : null;
}

const FOCUSABLE = '[tabindex="0"], input, select, button:not(:disabled), a[href]';

/** Into a panel's content, its head where the content has nothing to focus. False where it is not shown. */
export function focusPanel(root: ParentNode, panel: Panel): boolean {
  const section = root.querySelector(`[data-panel="${panel}"]`);
  const all = [...(section?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  const target = all.find((element) => element.closest('header') === null) ?? all[0];
  target?.focus();
  return target !== undefined;
}

/** The shown panel after (or before) `from` in reading order, round again at the end; null where none is shown. */
export function neighbour(shown: readonly Panel[], from: Panel | null, step: 1 | -1): Panel | null {
  const at = from === null ? -1 : shown.indexOf(from);
  const next = at === -1 ? (step === 1 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length;
  return shown[next] ?? null;
}

/** In reading order, which the grid says as `data-order`: in the document panels stay where they are. Without those behind a tab. */
export const shownPanels = (root: ParentNode): Panel[] =>
  [...root.querySelectorAll<HTMLElement>('[data-panel][data-order]')]
    .sort((a, b) => Number(a.dataset['order']) - Number(b.dataset['order']))
    .flatMap((section) => placeOf(section) ?? []);

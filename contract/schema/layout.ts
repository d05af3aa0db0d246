import * as v from 'valibot';
import { PANELS } from '../bridge.ts';
import type { LayoutCalls } from '../layout/calls.ts';
import { checkPlace } from '../layout/place.ts';
import {
  MAIN_WINDOW,
  MAX_LAYOUT_FILE,
  MAX_LAYOUT_NAME,
  MAX_WINDOWS,
  type DeskWindow,
  type DisplayIdentity,
  type LayoutFile,
  type Place,
  type Rect,
} from '../layout/types.ts';
import { checkWindows } from '../layout/windows.ts';
import type { SchemaOf } from './domain.ts';
import { count } from './fields.ts';

/** `main` or a UUID: also what an address may say after `?window=`. */
export const windowId = v.pipe(
  v.string(),
  v.regex(/^(?:main|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, 'must be "main" or a UUID'),
);
const tornId = v.pipe(windowId, v.notValue(MAIN_WINDOW));
export const layoutId = v.pipe(
  v.string(),
  v.regex(
    /^(?:builtin:[a-z]{1,32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    'must be "builtin:NAME" or a UUID',
  ),
);

const pixels = v.pipe(v.number(), v.finite(), v.minValue(-1_000_000), v.maxValue(1_000_000));
const length = v.pipe(v.number(), v.finite(), v.minValue(1), v.maxValue(1_000_000));
export const rect = v.object({
  x: pixels,
  y: pixels,
  width: length,
  height: length,
}) satisfies SchemaOf<Rect>;

export const displayIdentity = v.object({
  id: v.pipe(v.string(), v.maxLength(128)),
  label: v.pipe(v.string(), v.maxLength(200)),
  bounds: rect,
  scale: v.pipe(v.number(), v.minValue(0.1), v.maxValue(16)),
  internal: v.boolean(),
}) satisfies SchemaOf<DisplayIdentity>;

const panel = v.picklist(PANELS);
const stack = v.object({
  kind: v.literal('stack'),
  panels: v.pipe(v.array(panel), v.minLength(1), v.maxLength(PANELS.length)),
  front: panel,
});
const split = v.object({
  kind: v.literal('split'),
  along: v.picklist(['row', 'column']),
  children: v.pipe(v.array(v.lazy(() => node)), v.minLength(2), v.maxLength(PANELS.length)),
  shares: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(PANELS.length)),
});
const node: v.GenericSchema<unknown, Place> = v.variant('kind', [stack, split]);

/** A true tree is at most as deep as there are panels; looked at before anything goes into it, so that no nesting costs the stack. */
function shallow(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > PANELS.length) return false;
    level = level.flatMap((place) =>
      typeof place === 'object' && place !== null && 'children' in place && Array.isArray(place.children)
        ? (place.children as unknown[])
        : [],
    );
  }
  return true;
}

/** A window's tree: its shape, and that no panel stands twice and the shares are right. */
export const place: v.GenericSchema<unknown, Place | null> = v.pipe(
  v.unknown(),
  v.check(shallow, 'is nested too deep'),
  v.nullable(node),
  v.check(
    (root) => checkPlace(root) === null,
    (issue) => checkPlace(issue.input) ?? '',
  ),
);

export const deskWindow = v.object({
  id: windowId,
  root: place,
  bounds: v.nullable(rect),
  state: v.picklist(['normal', 'maximized', 'fullscreen']),
  display: v.nullable(displayIdentity),
}) satisfies SchemaOf<DeskWindow>;

export const deskWindows = v.pipe(
  v.array(deskWindow),
  v.minLength(1),
  v.maxLength(MAX_WINDOWS),
  v.check(
    (windows) => checkWindows(windows) === null,
    (issue) => checkWindows(issue.input) ?? '',
  ),
);

export const layoutName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(MAX_LAYOUT_NAME),
  v.regex(/^\P{Cc}*$/u, 'must be without control characters'),
);
export const layoutSlot = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9)));
export const layoutRoles = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  v.maxLength(16),
);

export const layoutFile = v.object({
  format: v.literal('routewatch-layout'),
  version: v.literal(1),
  name: layoutName,
  windows: deskWindows,
}) satisfies SchemaOf<LayoutFile>;

const coordinate = v.pipe(v.number(), v.finite(), v.minValue(-1_000_000), v.maxValue(1_000_000));
/** One for the arguments of each of `LayoutCalls`. */
export const layoutArgs = {
  setPlaces: v.object({ windowId, root: place }),
  openPanel: v.object({ windowId, panel }),
  tearOff: v.object({
    windowId,
    panel,
    id: v.exactOptional(tornId),
    at: v.nullable(v.object({ x: coordinate, y: coordinate })),
  }),
  movePanel: v.object({
    from: windowId,
    panel,
    to: windowId,
    path: v.pipe(v.array(count), v.maxLength(PANELS.length)),
    side: v.picklist(['tab', 'left', 'right', 'top', 'bottom']),
  }),
  closeWindow: v.object({ windowId, keep: v.boolean() }),
  saveLayout: v.object({ id: v.nullable(layoutId), name: layoutName, slot: layoutSlot }),
  applyLayout: v.object({ id: layoutId, version: v.exactOptional(v.pipe(count, v.minValue(1))) }),
  deleteLayout: v.object({ id: layoutId }),
  changeLayout: v.object({
    id: layoutId,
    name: v.exactOptional(layoutName),
    slot: v.exactOptional(layoutSlot),
    roles: v.exactOptional(layoutRoles),
  }),
  exportLayout: v.object({ id: layoutId }),
  importLayout: v.object({ text: v.pipe(v.string(), v.maxLength(MAX_LAYOUT_FILE)) }),
} satisfies { [N in keyof LayoutCalls]: SchemaOf<LayoutCalls[N]['args']> };

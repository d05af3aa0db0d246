import * as v from 'valibot';
import { MAIN_WINDOW, type Layout, type LayoutFile } from '../../../contract/layout/types.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { firstWrong } from '../../../contract/schema/fields.ts';
import { layoutFile } from '../../../contract/schema/layout.ts';

export const toFile = ({ name, windows }: Layout): LayoutFile => ({
  format: 'routewatch-layout',
  version: 1,
  name,
  windows,
});

/**
 * Reads a layout's file. Windows get ids of their own, so that no file can speak of a window that is open here. A failure names the
 * path in the file and the value that was found there.
 */
export function fromFile(text: string, newId: () => string): Result<LayoutFile> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return fail('bad-request', `not JSON: ${error instanceof Error ? error.message : String(error)}`, 'text');
  }
  const parsed = v.safeParse(layoutFile, raw);
  if (!parsed.success) {
    const { field, reason } = firstWrong(parsed.issues);
    return fail('bad-request', reason, field);
  }
  const { windows } = parsed.output;
  return ok({
    ...parsed.output,
    windows: windows.map((window) => (window.id === MAIN_WINDOW ? window : { ...window, id: newId() })),
  });
}

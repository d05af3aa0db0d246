import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import * as v from 'valibot';
import type { Disposable } from '../../../contract/disposable.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Logger } from '../../console/ports.ts';
import { refuseSender } from './sender.ts';

export interface HandleContext {
  readonly ipc: Pick<IpcMain, 'handle' | 'removeHandler'>;
  /** Whether it is the page of a window that this host made. */
  readonly known: (contents: WebContents) => boolean;
  readonly log: Logger;
}

/**
 * The only `ipcMain.handle`: sender first, then schema, then the answer. A refusal is a `Result` and tells the page nothing
 * but that it was refused; nothing is ever thrown over the boundary.
 */
export function handle<S extends v.GenericSchema>(
  { ipc, known, log }: HandleContext,
  channel: string,
  schema: S,
  answer: (argument: v.InferOutput<S>, event: IpcMainInvokeEvent) => void,
): Disposable {
  ipc.handle(channel, (event: IpcMainInvokeEvent, argument: unknown): Result<null> => {
    const refused = refuseSender(event.senderFrame, known(event.sender));
    if (refused !== null) {
      log.warn('sender refused', { channel, refused });
      return fail('forbidden', 'refused');
    }
    const parsed = v.safeParse(schema, argument);
    if (!parsed.success) {
      log.warn('argument refused', { channel, refused: parsed.issues[0].message });
      return fail('bad-request', `${channel}: ${parsed.issues[0].message}`);
    }
    answer(parsed.output, event);
    return ok(null);
  });
  return { dispose: () => ipc.removeHandler(channel) };
}

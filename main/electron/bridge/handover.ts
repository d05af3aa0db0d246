import { ipcMain, MessageChannelMain, type WebContents } from 'electron';
import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import { PORT_DELIVER, PORT_REQUEST } from '../../../contract/preload.ts';
import { portNonce } from '../../../contract/schema/preload.ts';
import type { FramePort } from '../../console/ports.ts';
import { handle, type HandleContext } from './handle.ts';
import { framePort } from './message-port.ts';

/**
 * Gives a page that asks one end of a new channel and `attach` the other. A page has one port: asking again, navigating,
 * crashing or closing ends the one before.
 */
export function handOverPorts(
  { known, log }: Omit<HandleContext, 'ipc'>,
  attach: (port: FramePort, contents: WebContents) => Disposable,
): Disposable {
  const open = new Map<WebContents, Disposable>();
  const all = new Disposables();
  const end = (contents: WebContents): void => {
    open.get(contents)?.dispose();
    open.delete(contents);
  };
  all.onDispose(() => [...open.keys()].forEach(end));
  all.add(
    handle({ ipc: ipcMain, known, log }, PORT_REQUEST, portNonce, (nonce, { sender, senderFrame }) => {
      end(sender);
      const { port1, port2 } = new MessageChannelMain();
      const port = framePort(port1, log);
      const owned = new Disposables();
      owned.onDispose(() => port.close());
      owned.add(attach(port, sender));
      const gone = (): void => end(sender);
      const navigated = (details: { isMainFrame: boolean; isSameDocument: boolean }): void => {
        if (details.isMainFrame && !details.isSameDocument) end(sender);
      };
      sender.on('did-start-navigation', navigated);
      sender.once('render-process-gone', gone);
      sender.once('destroyed', gone);
      owned.onDispose(() => {
        sender.off('did-start-navigation', navigated);
        sender.off('render-process-gone', gone);
        sender.off('destroyed', gone);
      });
      open.set(sender, owned);
      senderFrame?.postMessage(PORT_DELIVER, nonce, [port2]);
      log.info('port handed over', { contents: sender.id });
    }),
  );
  return all;
}

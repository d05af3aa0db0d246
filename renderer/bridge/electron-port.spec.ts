import { describe, expect, it } from 'vitest';
import { PORT_MESSAGE } from '../../contract/preload.ts';
import { electronConnector, preloadOf, type MessageScope } from './electron-port.ts';

function rig() {
  const handlers: ((event: MessageEvent) => void)[] = [];
  const asked: string[] = [];
  const heard: string[] = [];
  const scope: MessageScope = {
    addEventListener: (_type, handler, { signal }) => {
      handlers.push((event) => {
        if (!signal.aborted) handler(event);
      });
    },
  };
  const wire = electronConnector(
    { requestPort: (nonce) => asked.push(nonce) },
    scope,
    () => 'mine',
  )({
    opened: () => heard.push('opened'),
    message: (text) => heard.push(text),
    closed: (reason) => heard.push(`closed: ${reason}`),
  });
  const channel = new MessageChannel();
  const post = (change: Partial<{ nonce: string; type: string; source: unknown; ports: MessagePort[] }>) => {
    const { nonce = 'mine', type = PORT_MESSAGE, source = scope, ports = [channel.port2] } = change;
    for (const handler of handlers)
      handler({ data: { type, nonce }, source, ports } as unknown as MessageEvent);
  };
  return { wire, asked, heard, post, main: channel.port1 };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('electronConnector', () => {
  it('takes the port that comes with its own nonce, and talks over it', async () => {
    const { wire, asked, heard, post, main } = rig();
    const got: unknown[] = [];
    main.onmessage = ({ data }: MessageEvent<unknown>) => got.push(data);
    post({});
    wire.send('hello');
    main.postMessage('frame');
    main.postMessage({ not: 'text' });
    await settled();
    expect(asked).toEqual(['mine']);
    expect(heard).toEqual(['opened', 'frame']);
    expect(got).toEqual(['hello']);
    wire.dispose();
    main.close();
  });

  it('ignores what has another nonce, type or source, or no port', () => {
    const { wire, heard, post, main } = rig();
    post({ nonce: 'theirs' });
    post({ type: 'other' });
    post({ source: {} });
    post({ ports: [] });
    expect(heard).toEqual([]);
    post({});
    post({});
    expect(heard).toEqual(['opened']);
    wire.dispose();
    main.close();
  });

  it('says so when main closes the port, and nothing after its own end', async () => {
    const { heard, post, main, wire } = rig();
    post({});
    main.close();
    await settled();
    expect(heard).toEqual(['opened', 'closed: main closed the port']);
    wire.dispose();
    expect(heard).toHaveLength(2);
  });
});

describe('preloadOf', () => {
  it('is null in a plain browser', () => {
    expect(preloadOf({})).toBeNull();
  });
});

import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between console and gateway that a test can cut, silence, or lead to another gateway. */
export async function openProxy(target: string) {
  let port = Number(new URL(target).port);
  let silent = false;
  let down = false;
  const open = new Set<Socket>();
  const frozen = new WeakSet<Socket>();
  const server = createServer((client) => {
    if (down) return void client.destroy();
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (!frozen.has(client)) upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!silent && !frozen.has(client)) client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = (server.address() as AddressInfo).port;
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${String(own)}`,
    connections: () => open.size / 2,
    cut,
    /** Bytes towards the console are swallowed while true. */
    silence(on: boolean) {
      silent = on;
    },
    /** What is open stays open and carries nothing any more, as behind a router that forgot it; new connections work. */
    freeze() {
      for (const socket of open) frozen.add(socket);
    },
    /** Refuses and cuts while true, as a gateway that is not running. */
    down(on: boolean) {
      down = on;
      if (on) cut();
    },
    lead(url: string) {
      port = Number(new URL(url).port);
      cut();
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

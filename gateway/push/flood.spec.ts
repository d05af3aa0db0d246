import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { makeToken, startGateway } from '../../scripts/lib/gateway.ts';
import { root } from '../../scripts/lib/root.ts';

const MB = 1_024 * 1_024;
/** With the `ws` that engine.io asks for by itself it grows by some 70 MB in each second. */
const MOST = 96 * MB;
const SECONDS = 3;

const resident = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024;

it.skipIf(process.platform !== 'linux')(
  'a client that floods it with pings and never reads costs a bounded amount of memory (reads /proc: Linux only)',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'routewatch-flood-'));
    const flags = ['--port', '0', '--data-dir', dataDir, '--input', 'none', '--log-level', 'warn'];
    const { url, child } = await startGateway(root, flags, 'ignore');
    try {
      const pid = child.process.pid ?? 0;
      const token = await makeToken(root, { dataDir, role: 'dispatcher', sub: 'flood', tenant: 'demo' });
      const ws = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
        headers: { authorization: `Bearer ${token}` },
      });
      let over = false;
      ws.on('close', () => (over = true));
      ws.on('error', () => (over = true));
      await new Promise((resolve) => ws.once('open', resolve));
      ws.send('40/dispatch,');
      await new Promise((resolve) => setTimeout(resolve, 300));
      ws.pause();
      const before = resident(pid);
      let most = before;
      const ping = Buffer.alloc(125);
      const end = Date.now() + SECONDS * 1_000;
      let sent = 0;
      while (Date.now() < end && !over) {
        for (let n = 0; n < 1_000 && ws.bufferedAmount < MB; n++, sent++) ws.ping(ping);
        await new Promise((resolve) => setTimeout(resolve, 1));
        most = Math.max(most, resident(pid));
      }
      ws.terminate();
      // Cut off at once is as good as bounded.
      expect(over || sent > 20_000, `${sent} pings sent`).toBe(true);
      expect(most - before).toBeLessThan(MOST);
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    } finally {
      await child.end();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  60_000,
);

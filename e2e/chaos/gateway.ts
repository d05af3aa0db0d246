import type { Delta } from '../../contract/stream.ts';
import { openPeerGateway, PEERS } from './peers/gateway.ts';
import { StreamLane } from '../../gateway/push/stream-lane.ts';
import { StreamState } from '../../gateway/streams/stream-state.ts';

/** What the harness asks of its gateway; the gateway itself is the unchanged command. */
export type GatewayOrder =
  | { readonly t: 'clock'; readonly offset: number }
  /** The log keeps so many ticks from now on; null: as many as it always does. */
  | { readonly t: 'retain'; readonly deltas: number | null }
  /** SIGKILL when the next raising is committed and not yet sent. */
  | { readonly t: 'kill-before-emit' };

export type FromGateway =
  | { readonly t: 'peer'; readonly port: number }
  /** Resident set, bytes. */
  | { readonly t: 'memory'; readonly rss: number };

const MEMORY_MS = 500;
let killBeforeEmit = false;
let retain: number | null = null;
let offset = 0;

const peer = PEERS.find((one) => one === process.env['CHAOS_PEER']);
const peers =
  peer === undefined
    ? null
    : openPeerGateway(peer, Number(process.env['CHAOS_PEER_PORT'] ?? 0), process.env['CHAOS_DATA'] ?? '');
const tell = (message: FromGateway): void => void process.send?.(message);
void peers?.opened.then((port) => tell({ t: 'peer', port }));
setInterval(() => tell({ t: 'memory', rss: process.memoryUsage.rss() }), MEMORY_MS).unref();

const now = Date.now.bind(Date);
Date.now = () => now() + offset;

// Methods are taken off and put back whole: `this` stays the instance that the gateway made.
const publish = Reflect.get(StreamLane.prototype, 'publish') as StreamLane['publish'];
StreamLane.prototype.publish = function (this: StreamLane, tenant: string, delta: Delta) {
  const raises = delta.changes.some(([, fields]) => fields !== null && 'raisedAt' in fields);
  if (killBeforeEmit && delta.stream === 'alerts' && raises) process.kill(process.pid, 'SIGKILL');
  publish.call(this, tenant, delta);
  peers?.publish(delta);
};
const excess = Reflect.get(StreamState.prototype, 'excess') as StreamState['excess'];
StreamState.prototype.excess = function (this: StreamState, bytes, bounds) {
  return excess.call(this, bytes, retain === null ? bounds : { ...bounds, deltas: retain });
};

process.on('message', (order: GatewayOrder) => {
  if (order.t === 'clock') offset = order.offset;
  else if (order.t === 'retain') retain = order.deltas;
  else killBeforeEmit = true;
});
process.channel?.unref();

await import('../../gateway/cli/gateway.ts');

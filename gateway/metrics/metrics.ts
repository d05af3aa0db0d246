import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Registry, type OpenMetricsContentType } from 'prom-client';
import { STREAMS } from '../../contract/stream.ts';
import type { Disposable } from '../../contract/disposable.ts';
import { alarmMetrics } from './alarms.ts';
import type { GatewayStats } from '../runtime/stats.ts';

export interface Metrics extends Disposable {
  readonly contentType: string;
  /** An HTTP request that was answered 4xx or 5xx. `route` is its pattern, never what was asked for: that is anyone's to choose. */
  refused(route: string, status: number): void;
  /** OpenMetrics text of this moment. */
  text(): Promise<string>;
}

export type Samples = readonly (readonly [labels: Record<string, string>, value: number])[];
const SECONDS = 1_000;

/** Reads the figures when asked; keeps none of its own but refused requests and the event loop's delay. */
export function createMetrics(read: () => GatewayStats): Metrics {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let stats = read();

  const gauge = (name: string, help: string, value: () => number | Samples, labelNames: string[] = []) => {
    new Gauge({
      name: `routewatch_${name}`,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        for (const [labels, sample] of samplesOf(value())) this.set(labels, sample);
      },
    });
  };
  const counter = (name: string, help: string, value: () => number | Samples, labelNames: string[] = []) => {
    new Counter({
      name: `routewatch_${name}`,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        for (const [labels, sample] of samplesOf(value())) this.inc(labels, sample);
      },
    });
  };
  const byStream = (value: (stream: (typeof STREAMS)[number]) => number): Samples =>
    STREAMS.map((stream) => [{ stream }, value(stream)]);

  gauge('feed_time_seconds', 'Feed time, seconds since the Unix epoch', () => stats.clock.feed / SECONDS);
  gauge('feed_rate', 'Feed seconds per second', () => stats.clock.rate);
  counter('feed_slipped_seconds', 'Feed time that a replay gave up', () => stats.driver.slipped / SECONDS);
  counter('ticks', 'Ticks of the loop', () => stats.loop.ticks);
  counter('tick_failures', 'Ticks that threw', () => stats.loop.failures);
  gauge('tick_seconds', 'Duration of the last tick', () => stats.loop.lastMs / SECONDS);
  gauge('tick_longest_seconds', 'Longest tick of the last minute', () => stats.loop.longestMs / SECONDS);
  gauge('tick_late_seconds', 'How late the last tick began', () => stats.loop.lateMs / SECONDS);
  gauge('routes', 'Routes known', () => stats.routes);
  gauge('alarms_open', 'Alarms not closed', () => stats.openAlarms);
  alarmMetrics({ gauge, counter }, () => stats.alarms);
  counter('records_accepted', 'Records taken', () => stats.accepted);
  const labelled = (map: ReadonlyMap<string, number>): Samples =>
    [...map].map(([reason, n]) => [{ reason }, n]);
  counter('records_rejected', 'Records refused', () => labelled(stats.rejected), ['reason']);
  counter(
    'source_rows_rejected',
    'Rows of the source that were no records',
    () => labelled(stats.sourceRejected),
    ['reason'],
  );
  gauge('stream_seq', 'Last sequence number', () => byStream((s) => stats.streams[s].seq), ['stream']);
  gauge('sockets', 'Sockets by namespace', () => byStream((s) => stats.push.sockets[s]), ['stream']);
  gauge(
    'stream_subscribers',
    'Subscribers by stream',
    () => byStream((s) => stats.push.streamSubscribers[s]),
    ['stream'],
  );
  gauge(
    'lane_subscribers',
    'Subscribers by lane',
    () => [
      [{ lane: 'positions' }, stats.push.positionSubscribers],
      [{ lane: 'details' }, stats.push.detailSubscribers],
      [{ lane: 'capacity' }, stats.push.sse],
    ],
    ['lane'],
  );
  counter(
    'push_events',
    'What happened at the sockets',
    () => Object.entries(stats.push.counters).map(([kind, n]) => [{ kind }, n]),
    ['kind'],
  );
  gauge(
    'event_loop_delay_p99_seconds',
    'Delay of the event loop since the last reading',
    () => delay.percentile(99) / 1e9,
  );
  gauge('resident_memory_bytes', 'Resident set of the process', () => process.memoryUsage.rss());
  gauge('heap_used_bytes', 'Heap in use', () => process.memoryUsage().heapUsed);

  const requests = new Counter({
    name: 'routewatch_requests_refused',
    help: 'HTTP requests answered 4xx or 5xx',
    labelNames: ['route', 'status'],
    registers: [registry],
  });

  return {
    refused: (route, status) => requests.inc({ route, status: String(status) }),
    contentType: Registry.OPENMETRICS_CONTENT_TYPE,
    async text() {
      stats = read();
      const text = await registry.metrics();
      delay.reset();
      return text;
    },
    dispose: () => void delay.disable(),
  };
}

const samplesOf = (value: number | Samples): Samples => (typeof value === 'number' ? [[{}, value]] : value);

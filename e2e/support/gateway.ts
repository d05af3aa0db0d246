import { makeToken, startGateway, type Running } from '../../scripts/lib/gateway.ts';
import { root } from '../../scripts/lib/root.ts';

export type Series = ReadonlyMap<string, number>;

/** The real gateway as a child, with what a spec does to it. */
export interface Gateway {
  readonly url: string;
  readonly port: number;
  /** The process of this moment: another after `restart`. */
  pid(): number;
  /** Ends it hard, as a power cut would. */
  kill(): Promise<void>;
  /** Again on the same port and data. */
  restart(): Promise<void>;
  token(role: string, sub: string): Promise<string>;
  /** `POST /ingest/KIND` with a token of role ingest; the answer's JSON. Fails the spec when it is no 2xx. */
  ingest(kind: 'routes' | 'positions' | 'events' | 'series', body: unknown): Promise<Ingested>;
  /** `/metrics` as name with labels -> value. */
  metrics(): Promise<Series>;
  end(): Promise<void>;
}

export interface Ingested {
  readonly accepted: number;
  readonly rejected: readonly unknown[];
}

/** @param flags of the gateway besides port and data folder, such as `--input none` */
export async function openGateway(dataDir: string, flags: readonly string[]): Promise<Gateway> {
  const start = (port: number): Promise<Running> =>
    startGateway(
      root,
      ['--port', String(port), '--data-dir', dataDir, '--log-level', 'warn', ...flags],
      'inherit',
    );
  let running = await start(0);
  const { url } = running;
  const port = Number(new URL(url).port);
  const token = (role: string, sub: string): Promise<string> =>
    makeToken(root, { dataDir, role, sub, tenant: 'demo' });
  let ingestToken: Promise<string> | null = null;
  const bearer = async () => ({ authorization: `Bearer ${await (ingestToken ??= token('ingest', 'e2e'))}` });
  const kill = async (): Promise<void> => {
    running.child.process.kill('SIGKILL');
    await running.child.ended;
  };
  return {
    url,
    port,
    pid: () => running.child.process.pid ?? 0,
    kill,
    token,
    restart: async () => {
      await kill();
      running = await start(port);
    },
    ingest: async (kind, body) => {
      const response = await fetch(`${url}/ingest/${kind}`, {
        method: 'POST',
        headers: { ...(await bearer()), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`/ingest/${kind}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Ingested;
    },
    metrics: async () => {
      const response = await fetch(`${url}/metrics`, { headers: await bearer() });
      if (!response.ok) throw new Error(`/metrics: ${response.status} ${await response.text()}`);
      return parseMetrics(await response.text());
    },
    end: () => running.child.end(),
  };
}

function parseMetrics(text: string): Series {
  const series = new Map<string, number>();
  for (const line of text.split('\n')) {
    const match = /^([A-Za-z_:][\w:]*(?:\{.*\})?) (\S+)/.exec(line);
    if (match?.[1] !== undefined) series.set(match[1], Number(match[2]));
  }
  return series;
}

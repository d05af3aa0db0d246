import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A child that ends with us: SIGTERM, and SIGKILL for one that does not listen. */
export interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<number>;
  /** Resolves when it is gone by itself; false after `ms` milliseconds. */
  gone(ms: number): Promise<boolean>;
  end(): Promise<void>;
}

const PATIENCE = 5_000;

export function start(command: string, args: readonly string[], options: SpawnOptions): Child {
  const child = spawn(command, args, options);
  const ended = new Promise<number>((resolve) => {
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
  return {
    process: child,
    ended,
    gone: async (ms) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), ms);
      });
      const result = await Promise.race([ended.then(() => true as const), late]);
      clearTimeout(timer);
      return result;
    },
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      await ended;
      clearTimeout(hard);
    },
  };
}

/**
 * The address in the first line of standard output that is JSON with a `url`.
 * @throws when the child ends before, or says nothing for `patience` milliseconds
 */
export async function readyUrl(child: Child, what: string, patience = 60_000): Promise<string> {
  const { stdout } = child.process;
  if (stdout === null) throw new Error(`${what}: standard output is not a pipe`);
  const lines = createInterface({ input: stdout });
  const url = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const found = urlOf(line);
      if (found !== null) resolve(found);
    });
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} was not ready after ${patience / 1_000} s`)),
      patience,
    );
  });
  const gone = child.ended.then((code) => {
    throw new Error(`${what} ended with ${code} before it was ready`);
  });
  try {
    return await Promise.race([url, late, gone]);
  } finally {
    clearTimeout(timer);
  }
}

export function urlOf(line: string): string | null {
  if (!line.startsWith('{')) return null;
  try {
    const { url } = JSON.parse(line) as { url?: unknown };
    return typeof url === 'string' ? url : null;
  } catch {
    return null; // a line of somebody else's that only looks like JSON
  }
}

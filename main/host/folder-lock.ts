import { createHash } from 'node:crypto';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disposable } from '../../contract/disposable.ts';

/** Characters that the name of a local socket may have everywhere. */
const MAX_NAME = 100;

/**
 * One process at a time over a data folder: two would overwrite each other's journal. It is held as a local socket, which the system
 * lets go of with its process, so that no crash locks anybody out. null: another process has it. Creates the folder.
 * @throws where the folder or the socket cannot be made for another reason
 */
export async function lockFolder(folder: string): Promise<Disposable | null> {
  await mkdir(folder, { recursive: true });
  const path = await socketOf(folder);
  const server = (await listen(path)) ?? ((await isAnswered(path)) ? null : await takeOver(path));
  if (server === null) return null;
  server.unref();
  return { dispose: () => void server.close() };
}

async function socketOf(folder: string): Promise<string> {
  const real = await realpath(folder);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\routewatch-${name}`;
  const inside = join(real, 'running.sock');
  return inside.length <= MAX_NAME ? inside : join(tmpdir(), `routewatch-${name}.sock`);
}

/** What a process that was killed left behind is a name with nobody behind it. */
async function takeOver(path: string): Promise<Server | null> {
  await rm(path, { force: true });
  return await listen(path);
}

/** null: the name is taken. */
function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(path, () => resolve(server));
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

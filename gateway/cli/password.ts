import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ConfigError } from '../config/error.ts';

/** NIST SP 800-63B asks for 8 at least and for no rules beside the length. */
const LEAST = 10;
const MOST = 256;

/**
 * A new password: asked for twice at a terminal without showing it, else the first line of standard input. Never an argument,
 * which every user of the computer could read. Throws ConfigError where it is too short or typed differently.
 */
export async function readNewPassword(input: NodeJS.ReadStream): Promise<string> {
  if (input.isTTY) {
    const first = await ask(input, 'New password: ');
    if (first !== (await ask(input, 'Again: '))) throw new ConfigError('password: the two are not the same');
    return checked(first);
  }
  const lines = createInterface({ input });
  try {
    for await (const line of lines) return checked(line);
  } finally {
    lines.close();
  }
  throw new ConfigError('password: got nothing on standard input; allowed: one line');
}

function checked(password: string): string {
  const { length } = password;
  if (length >= LEAST && length <= MOST) return password;
  throw new ConfigError(
    `password: got ${String(length)} characters; allowed: ${String(LEAST)} to ${String(MOST)}, of any kind`,
  );
}

function ask(input: NodeJS.ReadStream, prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      process.stderr.write('\n');
      resolve(line);
      lines.close();
    });
    lines.once('SIGINT', () => {
      lines.close();
      reject(new ConfigError('password: not given'));
    });
  });
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { appIcon } from '../main/electron/icon/icons.ts';
import type { Raster } from '../main/electron/icon/raster.ts';
import { root } from './lib/root.ts';

/** Draws `resources/icon.png`, from which electron-builder makes each system's own kind. Run after changing the emblem. */
const folder = join(root, 'resources');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'icon.png'), png(appIcon(1_024)));

/** Premultiplied BGRA to a PNG of 8-bit RGBA. */
function png({ width, height, pixels }: Raster): Buffer {
  const rows = Buffer.alloc(height * (width * 4 + 1));
  for (let i = 0, at = 0; i < pixels.length; i += 4) {
    if (i % (width * 4) === 0) rows[at++] = 0;
    const [blue = 0, green = 0, red = 0, alpha = 0] = pixels.subarray(i, i + 4);
    for (const part of [red, green, blue])
      rows[at++] = alpha === 0 ? 0 : Math.min(255, Math.round((part * 255) / alpha));
    rows[at++] = alpha;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

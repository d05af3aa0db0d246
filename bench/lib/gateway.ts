import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGateway, type Gateway } from '../../e2e/support/gateway.ts';

/** A gateway of its own process, folder and free port, as an operator would start it; its folder goes with it. */
export async function benchGateway(flags: readonly string[]): Promise<Gateway> {
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-bench-'));
  const gateway = await openGateway(folder, flags);
  return {
    ...gateway,
    async end() {
      await gateway.end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

import type { Fleet } from '../ports.ts';
import { createLearningModel } from './eta/learning.ts';
import type { EtaModel } from './eta/model.ts';
import { LiveFleet } from './live-fleet.ts';
import { resolveLimits, type FleetOptions } from './options.ts';

export type { FleetOptions } from './options.ts';

/**
 * Throws a RangeError for options that contradict each other; nothing that is reported later makes it throw.
 * `eta` is for benchmarks that compare models.
 */
export function createFleet(options: FleetOptions = {}, eta: EtaModel = createLearningModel()): Fleet {
  return new LiveFleet(resolveLimits(options), eta);
}

export { createSimulator, type Simulator } from './simulator.ts';
export type { SimulatorOptions } from './options.ts';
export type { Activity, Cause, TruthRecord } from './day/truth.ts';

import type { Item } from './item.ts';
import { FAULT_ITEMS } from './items/faults.ts';
import { GATEWAY } from './items/gateway.ts';
import { PAGES } from './items/pages.ts';
import { PROCESS } from './items/process.ts';

/** The hardening list, line by line: what holds it, what checks it, and how it would be undone. */
export const ITEMS: readonly Item[] = [...GATEWAY, ...PAGES, ...PROCESS, ...FAULT_ITEMS];

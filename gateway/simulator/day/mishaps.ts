import type { PlannedVan } from '../plan/planner.ts';
import type { Random } from '../random.ts';
import type { Settings } from '../options.ts';
import { BREAKDOWNS, DETOURS } from './reasons.ts';

/** What this day has in store for one van, decided before it leaves. */
export interface Mishaps {
  readonly breakdown: { readonly leg: number; readonly seconds: number; readonly why: string } | null;
  readonly detour: { readonly leg: number; readonly why: string } | null;
  /** Radio holes as shares of the route's planned duration from its start, with their length in seconds. */
  readonly gaps: readonly { readonly at: number; readonly seconds: number }[];
}

export function drawMishaps(van: PlannedVan, settings: Settings, random: Random): Mishaps {
  const stops = van.plan.stops.length;
  const somewhere = (low: number, high: number): number => Math.floor(random.between(low, high) * stops);
  const breaks = random.chance(1 - Math.exp(-settings.breakdowns));
  const breakdown = {
    leg: somewhere(0.1, 0.9),
    seconds: random.between(25, 65) * 60,
    why: random.pick(BREAKDOWNS),
  };
  const turns = random.chance(1 - Math.exp(-settings.detours));
  const detour = { leg: somewhere(0.05, 0.95), why: random.pick(DETOURS) };
  const gaps: { at: number; seconds: number }[] = [];
  for (let at = random.exponential(1); at < settings.gaps; at += random.exponential(1))
    gaps.push({ at: random.next(), seconds: random.between(3, 15) * 60 });
  return { breakdown: breaks ? breakdown : null, detour: turns ? detour : null, gaps };
}

import { readRules } from './read.ts';
import type { RuleSet } from './rule.ts';

/** The host that no runbook of ours names: the defaults have no links. */
const NO_HOSTS: readonly string[] = [];

/**
 * The rules that come with the gateway, in the form of a rules file: what `npm run rules -- --print` writes is the place to
 * begin. `late` has its hysteresis in the fleet already, `silent` its three intervals: delaying them again would only be late.
 */
export const DEFAULT_RULES_TEXT = `{
  "$schema": "./alarm-rules.schema.json",
  // What several alarms may have in common: in a flood they are grouped by it.
  "causes": [
    { "id": "depot", "by": "depot" },
    { "id": "road", "by": "road" },
    // A vehicle of a provider is named PROVIDER-NUMBER.
    { "id": "provider", "by": "vehicle", "before": "-" }
  ],
  "rules": [
    {
      "id": "breakdown",
      "when": { "kind": "breakdown" },
      "priority": 1,
      "cause": ["depot"],
      "shelve": { "proposed": 0, "most": 0 },
      "runbook": { "text": "Call the driver: is anyone hurt, is the load safe? Then a spare van from the nearest depot, and the stops with a window first." }
    },
    {
      "id": "feed-dead",
      "when": { "kind": "feed-dead", "after": 300 },
      "priority": 1,
      "offDelay": 5,
      "runbook": { "text": "Nothing on the map moves any more: everything on it is old. Tell fleet IT; work by telephone until it is back." }
    },
    {
      "id": "late",
      "when": { "kind": "late" },
      "priority": 2,
      "cause": ["depot", "provider"],
      "runbook": { "text": "Are windows at risk? Call those customers, or move stops to a van that is early." }
    },
    { "id": "going-late", "when": { "kind": "going-late", "windows": 2 }, "priority": 3, "onDelay": 300, "offDelay": 300, "cause": ["depot"] },
    { "id": "off-route", "when": { "kind": "off-route" }, "priority": 2, "onDelay": 15, "offDelay": 30, "cause": ["road", "depot"] },
    { "id": "silent", "when": { "kind": "silent" }, "priority": 3, "offDelay": 10, "cause": ["provider", "depot"], "suppressedBy": ["feed-dead"] },
    { "id": "dwell", "when": { "kind": "dwell" }, "priority": 3, "onDelay": 600, "offDelay": 60, "cause": ["road"], "suppressedBy": ["breakdown"] },
    { "id": "failed-delivery", "when": { "kind": "failed-delivery" }, "priority": 3, "cause": ["depot"] },
    { "id": "window-missed", "when": { "kind": "window-missed", "grace": 600 }, "priority": 3, "cause": ["depot"], "suppressedBy": ["late"] },
    {
      "id": "temperature",
      "when": { "kind": "series", "series": "x/temperature*", "above": 8, "below": 0, "deadband": 0.5 },
      "priority": 1,
      "onDelay": 120,
      "offDelay": 60,
      "runbook": { "text": "Door open? Unit off? Above 8 degrees for half an hour the load must be checked before it is delivered." }
    },
    { "id": "anomaly", "when": { "kind": "anomaly", "series": "x/*", "z": 6, "deadband": 2 }, "priority": 3, "onDelay": 120, "offDelay": 120 }
  ]
}
`;

/** Throws where the text above is wrong: a spec reads it. */
export function defaultRules(): RuleSet {
  const read = readRules(DEFAULT_RULES_TEXT, NO_HOSTS);
  if (!read.ok) throw new Error(`the rules that come with the gateway: ${read.error.message}`);
  return { ...read.value, version: null };
}

import { readRules } from './read.ts';
import type { RuleSet } from './rule.ts';

/** The host that no runbook of ours names: the defaults have no links. */
const NO_HOSTS: readonly string[] = [];

/**
 * The rules that come with the gateway, in the form of a rules file: what `npm run rules -- --print` writes is the place to
 * begin. They are tuned so that a usual day of 120 vans asks one operator about once in 10 minutes (ISA-18.2): a rule is for what somebody
 * must do something about in time, the board, the map and the stop list show everything else. See docs/adr/0022.
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
      // Until every van had the time to be heard again: else the end of one alarm is a flood of silent vans.
      "offDelay": 150,
      "runbook": { "text": "Nothing on the map moves any more: everything on it is old. Tell fleet IT; work by telephone until it is back." }
    },
    {
      // A promise is about to be broken: late by the fleet's own limit, and somebody waits at a time.
      "id": "late-promise",
      "when": { "kind": "late", "windows": 1 },
      "priority": 2,
      "offDelay": 300,
      "cause": ["depot", "provider"],
      "runbook": { "text": "Which windows? Call those customers, or move the stops to a van that is early." }
    },
    {
      // The board shows a route late from 5 minutes on, and most catch up by themselves: who is asked is asked at 10.
      "id": "late",
      "when": { "kind": "late", "over": 600, "under": 300 },
      "priority": 3,
      "cause": ["depot", "provider"],
      "suppressedBy": ["late-promise", "breakdown"],
      "runbook": { "text": "What holds it up: road, doors, the van? Will a window come into danger? Then move stops to a van that is early." }
    },
    { "id": "going-late", "when": { "kind": "going-late", "windows": 2 }, "priority": 3, "onDelay": 300, "offDelay": 300, "cause": ["depot"] },
    { "id": "off-route", "when": { "kind": "off-route" }, "priority": 2, "onDelay": 15, "offDelay": 30, "cause": ["road", "depot"] },
    // Every marker shows its age. A hole in the radio ends by itself; after 10 minutes in all somebody telephones.
    { "id": "silent", "when": { "kind": "silent" }, "priority": 3, "onDelay": 510, "offDelay": 10, "cause": ["provider", "depot"], "suppressedBy": ["feed-dead"] },
    { "id": "dwell", "when": { "kind": "dwell" }, "priority": 3, "onDelay": 600, "offDelay": 60, "cause": ["road"], "suppressedBy": ["breakdown"] },
    // One closed door is in the stop list; the third within an hour may be a wrong load or a driver in trouble.
    {
      "id": "failed-delivery",
      "when": { "kind": "failed-delivery", "count": 3, "within": 3600 },
      "priority": 3,
      "cause": ["depot"],
      "runbook": { "text": "Call the driver: right load, right list, door codes? Anything wrong with the van or the driver?" }
    },
    { "id": "failed-each", "enabled": false, "when": { "kind": "failed-delivery" }, "priority": 3, "cause": ["depot"] },
    { "id": "window-missed", "when": { "kind": "window-missed", "grace": 600 }, "priority": 3, "cause": ["depot"], "suppressedBy": ["late-promise", "breakdown"] },
    {
      "id": "temperature",
      "when": { "kind": "series", "series": "x/temperature*", "above": 8, "below": 0, "deadband": 0.5 },
      "priority": 1,
      "onDelay": 120,
      "offDelay": 60,
      "runbook": { "text": "Door open? Unit off? Above 8 degrees for half an hour the load must be checked before it is delivered." }
    },
    {
      "id": "cold-box",
      "when": { "kind": "series", "series": "x/cold-box*", "above": 8, "below": 0, "deadband": 0.5 },
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

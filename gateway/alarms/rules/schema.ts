import { ALARM_RULES } from '../../../contract/alarm/rules.ts';

/** JSON Schema of a rules file: published as `docs/alarm-rules.schema.json`, and what the gateway itself checks with. */
const seconds = (most: number, description: string) => ({
  type: 'number',
  minimum: 0,
  maximum: most,
  description,
});
const DAY = 86_400;
const name = { type: 'string', minLength: 1, maxLength: 64 };
const id = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' };
const names = { type: 'array', items: { type: 'string', minLength: 1, maxLength: 128 }, maxItems: 1_000 };
const object = (properties: object, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const lonLat = {
  type: 'array',
  items: { type: 'number', minimum: -180, maximum: 180 },
  minItems: 2,
  maxItems: 2,
  description: '[longitude, latitude] in degrees',
};
const scope = {
  routes: { ...names, description: 'Names, or beginnings with a * at their end' },
  vehicles: names,
  depots: names,
};
const kind = (value: string, properties: object = {}, required: readonly string[] = []) =>
  object({ kind: { const: value }, ...properties }, ['kind', ...required]);

/** Kinds that the file may not define: the gateway raises them by itself. */
const OWN: readonly string[] = ['rules-refused', 'other'];
export const FILE_KINDS: readonly string[] = ALARM_RULES.filter((rule) => !OWN.includes(rule));

const WHEN: Readonly<Record<string, object>> = {
  late: kind('late', {
    over: seconds(DAY, 'Adherence in seconds; without it the fleet\u2019s own limit'),
    under: seconds(DAY, 'On time again under this; default: over less 120'),
    windows: {
      type: 'integer',
      minimum: 0,
      maximum: 1_000,
      description: 'Only while so many promised windows are at risk',
    },
  }),
  'going-late': kind('going-late', { windows: { type: 'integer', minimum: 1, maximum: 1_000 } }),
  'off-route': kind('off-route'),
  silent: kind('silent'),
  dwell: kind('dwell'),
  'failed-delivery': kind('failed-delivery', {
    count: {
      type: 'integer',
      minimum: 1,
      maximum: 100,
      description: '1: each stop for itself; more: so many of one route within the time',
    },
    within: { ...seconds(DAY, 'Of a count; default: 3600'), minimum: 60 },
  }),
  breakdown: kind('breakdown'),
  'window-missed': kind('window-missed', { grace: seconds(DAY, 'After the end of the window') }),
  geofence: kind(
    'geofence',
    {
      area: id,
      side: { enum: ['inside', 'outside'] },
      accuracy: {
        type: 'number',
        minimum: 1,
        maximum: 10_000,
        description: 'Metres: a worse fix says nothing',
      },
      dwell: seconds(DAY, 'On that side before it counts'),
    },
    ['area', 'side'],
  ),
  series: {
    ...kind(
      'series',
      {
        series: { type: 'string', minLength: 1, maxLength: 128 },
        above: { type: 'number' },
        below: { type: 'number' },
        deadband: { type: 'number', minimum: 0 },
      },
      ['series'],
    ),
    anyOf: [{ required: ['above'] }, { required: ['below'] }],
  },
  anomaly: kind(
    'anomaly',
    {
      series: { type: 'string', minLength: 1, maxLength: 128 },
      z: { type: 'number', minimum: 1, maximum: 100, description: 'Robust z-score, either way' },
      deadband: { type: 'number', minimum: 0 },
    },
    ['series'],
  ),
  'feed-dead': kind('feed-dead', { after: { ...seconds(DAY, 'Without any record'), minimum: 10 } }),
};

const rule = object(
  {
    id,
    when: {
      type: 'object',
      required: ['kind'],
      discriminator: { propertyName: 'kind' },
      oneOf: FILE_KINDS.map((known) => WHEN[known]),
    },
    enabled: { type: 'boolean' },
    priority: { enum: [1, 2, 3] },
    onDelay: seconds(DAY, 'It must hold so long, seconds of feed time'),
    offDelay: seconds(DAY, 'It must be gone so long'),
    only: object(scope, []),
    cause: { type: 'array', items: id, maxItems: 8 },
    suppressedBy: { type: 'array', items: id, maxItems: 16 },
    shelve: object({ proposed: seconds(DAY, 'Proposed'), most: seconds(7 * DAY, 'Hard maximum; 0: never') }, [
      'most',
    ]),
    escalate: object(
      {
        received: seconds(DAY, 'No console has it: every desk'),
        desks: seconds(DAY, 'Nobody answered: every desk; 0 is never'),
        supervisor: seconds(DAY, 'Then the supervisor'),
        webhook: seconds(DAY, 'Then the webhook'),
      },
      [],
    ),
    title: { type: 'string', minLength: 1, maxLength: 120 },
    runbook: object(
      {
        text: { type: 'string', maxLength: 2_000 },
        links: {
          type: 'array',
          maxItems: 10,
          items: object({ title: name, url: { type: 'string', pattern: '^https://', maxLength: 500 } }, [
            'title',
            'url',
          ]),
        },
      },
      ['text'],
    ),
  },
  ['id', 'when', 'priority'],
);

export const RULES_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Alarm rules of Routewatch',
  ...object(
    {
      $schema: { type: 'string' },
      positions: { type: 'array', maxItems: 100, items: object({ name, ...scope }, ['name']) },
      causes: {
        type: 'array',
        maxItems: 100,
        items: object(
          {
            id,
            by: { enum: ['depot', 'vehicle', 'road', 'series'] },
            before: { type: 'string', minLength: 1, maxLength: 8 },
          },
          ['id', 'by'],
        ),
      },
      areas: {
        type: 'array',
        maxItems: 1_000,
        items: {
          oneOf: [
            object(
              { id, name, centre: lonLat, metres: { type: 'number', minimum: 10, maximum: 1_000_000 } },
              ['id', 'centre', 'metres'],
            ),
            object({ id, name, ring: { type: 'array', items: lonLat, minItems: 3, maxItems: 10_000 } }, [
              'id',
              'ring',
            ]),
          ],
        },
      },
      rules: { type: 'array', maxItems: 500, items: rule },
    },
    ['rules'],
  ),
};

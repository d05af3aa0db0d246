/**
 * What kinds of condition there are. A rule of the rules file is one kind with its own id, priority and limits;
 * several rules may be of one kind (`freezer` and `chiller` are both `series`).
 */
export const ALARM_RULES = [
  'late',
  'off-route',
  'silent',
  'failed-delivery',
  'breakdown',
  /** Predicted: not late yet, and will be at a later stop. */
  'going-late',
  /** Standing where no service is planned, or much longer than planned. */
  'dwell',
  /** A promised time window is over and the stop is not served. */
  'window-missed',
  /** Inside or outside an area. */
  'geofence',
  /** A series beyond its limits: a temperature, a queue, a voltage. */
  'series',
  /** A series far from its usual: robust z-score. */
  'anomaly',
  /** Nothing arrives from a source at all. */
  'feed-dead',
  /** The rules file has a mistake: the rules before it stay in force. */
  'rules-refused',
  /** A kind that this program does not know: shown by its title, never dropped. */
  'other',
] as const;
export type AlarmRule = (typeof ALARM_RULES)[number];

/** 1 is the most urgent. */
export type Priority = 1 | 2 | 3;
export const PRIORITIES: readonly Priority[] = [1, 2, 3];

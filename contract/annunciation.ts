import type { Alarm, Priority } from './alarm.ts';
import { NOTIFICATION_OUTCOMES, type NotificationOutcome } from './alarm/report.ts';
import type { WallMs } from './time.ts';

/**
 * How this console calls for a human. Main works it out once for all windows; one window alone makes the sound. Times in
 * milliseconds.
 */
export type AlarmSound = 'p1' | 'p2' | 'p3' | 'siren';
/** `test` is the tone that proves once a shift that sounds are heard. */
export type SoundName = AlarmSound | 'test';
export const SOUND_NAMES: readonly SoundName[] = ['p1', 'p2', 'p3', 'siren', 'test'];
export const soundOf = (priority: Priority): AlarmSound => `p${priority}`;

/** What a window's sound can do. `locked`: the browser plays nothing until somebody clicks or presses a key in the page. */
export const VOICE_STATES = ['running', 'locked', 'no-device'] as const;
export type VoiceState = (typeof VOICE_STATES)[number];

/** An alarm that this console could not show, or that nobody answered in its priority's time. */
export interface Unanswered {
  /** The most urgent one, of those the oldest. `escalation` says whom the gateway brought it to. */
  readonly alarm: Alarm;
  readonly why: 'not-shown' | 'not-answered';
  /** What became of its notification; null where the system said nothing. */
  readonly outcome: NotificationOutcome | null;
  /** When this console heard of it. */
  readonly since: WallMs;
  /** All of them, this one included. */
  readonly count: number;
}

export interface FloodCall {
  /** Alarms within the last 10 minutes, as the summary notification says it. */
  readonly count: number;
  /** The one that came first. */
  readonly first: Alarm;
  readonly since: WallMs;
}

export interface Annunciation {
  /** What is to sound, again and again; null: nothing. `serial` rises with each new alarm: it is heard at once. */
  readonly sound: { readonly name: AlarmSound; readonly serial: number } | null;
  /** Alarms that would sound and were silenced: none of them is acknowledged by that. */
  readonly silenced: number;
  /** What some window's sound can do; null while there is no window. */
  readonly voice: VoiceState | null;
  readonly unanswered: Unanswered | null;
  readonly flood: FloodCall | null;
  /** Rises with each test tone of a shift. */
  readonly tone: number;
  /** The newest that was recorded. */
  readonly test: AlarmTest | null;
}

export const TEST_CHANNELS = ['notification', 'p1', 'p2', 'p3', 'siren', 'banner', 'attention'] as const;
export type TestChannel = (typeof TEST_CHANNELS)[number];
/** Those that main tries; the others are the window's own. */
export type MainChannel = 'notification' | 'attention';
export const CHANNEL_OUTCOMES = [
  ...NOTIFICATION_OUTCOMES,
  /** The sound went to the system's audio. */
  'sounded',
  'locked',
  'no-device',
  /** Asked for; the system does not tell what it did. */
  'asked',
] as const;
export type ChannelOutcome = (typeof CHANNEL_OUTCOMES)[number];

export interface ChannelResult {
  readonly channel: TestChannel;
  readonly outcome: ChannelOutcome;
  /** From asking to the system's answer. */
  readonly ms: number;
  /** In the system's words. */
  readonly detail?: string;
  /** The operator's own word: seen or heard; null where nobody said. */
  readonly noticed: boolean | null;
}

/** "Test my alarms": every channel of this console, and whether the human noticed it. */
export interface AlarmTest {
  readonly at: WallMs;
  readonly by: string | null;
  readonly results: readonly ChannelResult[];
}

/** What a notification's click or button asks for. */
export const NOTIFICATION_ACTIONS = ['show', 'acknowledge'] as const;
export type NotificationAction = (typeof NOTIFICATION_ACTIONS)[number];

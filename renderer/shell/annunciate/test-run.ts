import {
  TEST_CHANNELS,
  type ChannelOutcome,
  type ChannelResult,
  type TestChannel,
} from '../../../contract/annunciation.ts';
import type { Call } from '../../panels/types.ts';
import type { Caller } from './caller.svelte.ts';

export type Tried = Omit<ChannelResult, 'noticed'>;

const isSound = (channel: TestChannel): channel is 'p1' | 'p2' | 'p3' | 'siren' =>
  channel !== 'notification' && channel !== 'banner' && channel !== 'attention';
/** Heard, not seen. */
export const isHeard = isSound;

/** The one after `channel`; null after the last. */
export const nextChannel = (channel: TestChannel): TestChannel | null =>
  TEST_CHANNELS[TEST_CHANNELS.indexOf(channel) + 1] ?? null;

/** What nobody could have noticed is not asked about: it was not there. */
export const isAskable = (outcome: ChannelOutcome): boolean =>
  !['failed', 'unsupported', 'denied', 'locked', 'no-device'].includes(outcome);

/** Tries one channel as an alarm would use it; never rejects. */
export async function tryChannel(
  channel: TestChannel,
  parts: {
    readonly call: Call;
    readonly caller: Caller;
    readonly host: 'electron' | 'web';
    readonly painted: () => Promise<void>;
  },
): Promise<Tried> {
  const { call, caller, host, painted } = parts;
  const began = performance.now();
  const took = (): number => Math.min(60_000, performance.now() - began);
  if (isSound(channel)) {
    caller.unlock();
    const { outcome } = await caller.play(channel);
    return { channel, outcome, ms: took() };
  }
  if (channel === 'banner') {
    caller.show('banner');
    await painted();
    return { channel, outcome: 'shown', ms: took() };
  }
  if (channel === 'attention' && host === 'web') {
    caller.show('title');
    return { channel, outcome: 'asked', ms: took() };
  }
  const answer = await call('testChannel', { channel });
  if (answer.ok) return answer.value;
  return { channel, outcome: 'failed', ms: took(), detail: answer.error.message.slice(0, 120) };
}

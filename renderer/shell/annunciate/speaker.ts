import type { VoiceState } from '../../../contract/annunciation.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { HARMONICS, type Tone } from './tones.ts';

/** Rise and fall of a pulse, seconds: none clicks. */
const EDGE = 0.015;
/** Loudest amplitude of all partials together: never clipped. */
const PEAK = 0.5;
/** A graph that has given no signal by then gives none, ms. */
const PROOF_MS = 1_500;

export interface Played {
  readonly outcome: 'sounded' | 'locked' | 'no-device' | 'failed';
  /** From the asking to the first signal at the end of the graph; 0 where there was none. */
  readonly ms: number;
}

export interface SpeakerParts {
  /** Made at the first use: a browser counts it as locked before a click. Null where it has no WebAudio. */
  readonly context: () => AudioContext | null;
  /** Whether the system has anything to hear it with. */
  readonly hasDevice: () => Promise<boolean>;
  readonly onDevices: (changed: () => void) => Disposable;
  readonly changed: (state: VoiceState) => void;
}

/** Sounds made on the spot by WebAudio, and what the system says of them. */
export class Speaker implements Disposable {
  readonly #parts: SpeakerParts;
  readonly #devices: Disposable;
  #context: AudioContext | null = null;
  #playing: GainNode | null = null;
  #device = true;
  #state: VoiceState = 'locked';
  #ended = false;

  constructor(parts: SpeakerParts) {
    this.#parts = parts;
    this.#devices = parts.onDevices(() => void this.#look());
  }

  get state(): VoiceState {
    return this.#state;
  }

  /** Opens the audio; where the browser wants a click first the state stays `locked`. */
  start(): void {
    if (this.#ended || this.#context !== null) return;
    this.#context = this.#parts.context();
    if (this.#context !== null) this.#context.onstatechange = () => this.#say();
    void this.#look();
    this.#say();
  }

  /** In a click or a key press: then a browser lets it sound. */
  unlock(): void {
    this.start();
    if (this.#context?.state === 'suspended') void this.#context.resume().then(() => this.#say());
  }

  /** One burst in place of what sounds now. `volume` 0 to 1. */
  async play(tone: Tone, volume: number): Promise<Played> {
    this.start();
    const context = this.#context;
    if (context === null) return { outcome: 'failed', ms: 0 };
    if (context.state !== 'running') return { outcome: 'locked', ms: 0 };
    this.stop();
    const began = performance.now();
    // One for each burst: what fades of the one before is no proof of this one.
    const analyser = context.createAnalyser();
    this.#schedule(context, tone, volume).connect(analyser);
    const heard = await signal(analyser, began + PROOF_MS);
    if (!heard) return { outcome: 'failed', ms: 0 };
    // It went out, and there is nothing that anybody could hear it with.
    return { outcome: this.#device ? 'sounded' : 'no-device', ms: performance.now() - began };
  }

  stop(): void {
    const [context, playing] = [this.#context, this.#playing];
    this.#playing = null;
    if (context === null || playing === null) return;
    playing.gain.cancelScheduledValues(context.currentTime);
    playing.gain.setTargetAtTime(0, context.currentTime, EDGE);
  }

  dispose(): void {
    this.#ended = true;
    this.#devices.dispose();
    if (this.#context === null) return;
    this.#context.onstatechange = null;
    void this.#context.close();
    this.#context = null;
  }

  #schedule(context: AudioContext, { pulses }: Tone, volume: number): GainNode {
    const out = context.createGain();
    out.gain.value = volume;
    out.connect(context.destination);
    this.#playing = out;
    const sum = HARMONICS.reduce((all, part) => all + part, 0);
    const wave = context.createPeriodicWave(
      Float32Array.from(HARMONICS, () => 0),
      Float32Array.from(HARMONICS, (part) => part / sum),
      { disableNormalization: true },
    );
    const start = context.currentTime + 0.02;
    for (const { at, seconds, hz } of pulses) {
      const oscillator = context.createOscillator();
      oscillator.setPeriodicWave(wave);
      oscillator.frequency.value = hz;
      const gain = context.createGain();
      const from = start + at;
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(PEAK, from + EDGE);
      gain.gain.setValueAtTime(PEAK, from + seconds - EDGE);
      gain.gain.linearRampToValueAtTime(0, from + seconds);
      oscillator.connect(gain).connect(out);
      oscillator.start(from);
      oscillator.stop(from + seconds + EDGE);
    }
    return out;
  }

  async #look(): Promise<void> {
    this.#device = await this.#parts.hasDevice();
    if (!this.#ended) this.#say();
  }

  #say(): void {
    const running = this.#context?.state === 'running';
    const next = !this.#device ? 'no-device' : running ? 'running' : 'locked';
    if (next === this.#state) return;
    this.#state = next;
    this.#parts.changed(next);
  }
}

/** Whether anything but silence comes through before `until`, by `performance.now`. */
async function signal(analyser: AnalyserNode, until: number): Promise<boolean> {
  const samples = new Float32Array(analyser.fftSize);
  while (performance.now() < until) {
    analyser.getFloatTimeDomainData(samples);
    if (samples.some((sample) => Math.abs(sample) > 1e-4)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

/** The browser's own audio. */
export const browserSpeaker = (changed: SpeakerParts['changed']): Speaker =>
  new Speaker({
    changed,
    context: () => ('AudioContext' in globalThis ? new AudioContext({ latencyHint: 'interactive' }) : null),
    hasDevice: async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      return devices.some(({ kind }) => kind === 'audiooutput');
    },
    onDevices: (listener) => {
      navigator.mediaDevices.addEventListener('devicechange', listener);
      return { dispose: () => navigator.mediaDevices.removeEventListener('devicechange', listener) };
    },
  });

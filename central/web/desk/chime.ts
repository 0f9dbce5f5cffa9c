/**
 * Two soft tones for something new. A browser lets a page sound only once somebody has pressed
 * something in it, so until then there is nothing to sound with, and the page says so.
 */

const TONES = [
  { hertz: 659.3, atSeconds: 0 },
  { hertz: 880, atSeconds: 0.16 },
] as const;
const VOLUME = 0.12;
const RISE_SECONDS = 0.02;
const FADE_SECONDS = 0.45;
const UNBLOCKING = ['pointerdown', 'keydown'] as const;

export class Chime {
  #context: AudioContext | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(pressed: Pick<Document, 'addEventListener' | 'removeEventListener'>) {
    const unblock = (): void => {
      for (const name of UNBLOCKING) pressed.removeEventListener(name, unblock);
      this.#context = new AudioContext();
      for (const listener of this.#listeners) listener();
    };
    for (const name of UNBLOCKING) pressed.addEventListener(name, unblock);
  }

  readonly isBlocked = (): boolean => this.#context === null;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  play(): void {
    const context = this.#context;
    if (!context) return;
    // Browsers suspend a context that was idle for long.
    void context.resume();
    for (const { hertz, atSeconds } of TONES) {
      const start = context.currentTime + atSeconds;
      const loudness = context.createGain();
      loudness.gain.setValueAtTime(0, start);
      loudness.gain.linearRampToValueAtTime(VOLUME, start + RISE_SECONDS);
      loudness.gain.exponentialRampToValueAtTime(0.001, start + FADE_SECONDS);
      const tone = context.createOscillator();
      tone.frequency.value = hertz;
      tone.connect(loudness).connect(context.destination);
      tone.start(start);
      tone.stop(start + FADE_SECONDS);
    }
  }
}

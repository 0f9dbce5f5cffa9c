import type { Page } from 'playwright-core';

/** What a page lets people hear: a system with a German voice, and no English one. */
export interface Heard {
  /** Sentences given to the system's speech, and how many tones and recorded words were played. */
  all(): Promise<{ readonly said: string[]; readonly tones: number; readonly words: number }>;
}

type Listening = Window & {
  readonly heard: { said: string[]; tones: number; words: number };
};

const SPEAKING_MS = 50;

export async function createHeard(page: Page): Promise<Heard> {
  await page.addInitScript((speakingMs) => {
    const heard = { said: [] as string[], tones: 0, words: 0 };
    const play = (name: 'tones' | 'words', node: { prototype: AudioScheduledSourceNode }): void => {
      const { start } = node.prototype;
      node.prototype.start = function (...when: [number?]): void {
        heard[name] += 1;
        start.apply(this, when);
      };
    };
    play('tones', OscillatorNode);
    play('words', AudioBufferSourceNode);
    class Utterance extends EventTarget {
      readonly text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    }
    const speech = {
      getVoices: () => [{ lang: 'de-DE', localService: true }],
      cancel: () => undefined,
      speak(utterance: Utterance) {
        heard.said.push(utterance.text);
        setTimeout(() => utterance.dispatchEvent(new Event('end')), speakingMs);
      },
    };
    Object.assign(window, { heard, SpeechSynthesisUtterance: Utterance });
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
  }, SPEAKING_MS);
  return { all: () => page.evaluate(() => (window as unknown as Listening).heard) };
}

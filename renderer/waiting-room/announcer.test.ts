import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WaitingRoomConfig } from '../../config/waiting-room.ts';
import { createAnnouncer } from './announcer.ts';
import { shownCall } from './testing/shown-call.ts';

const NOW = Date.parse('2026-12-01T09:00:00Z');
const GONG_MS = 2_000;

let tones: number;
let said: string[];
let isAllowed: boolean;

class FakeContext {
  currentTime = 0;
  destination = {};
  get state() {
    return isAllowed ? 'running' : 'suspended';
  }
  resume = () => new Promise(() => undefined);
  close = async () => undefined;
}

class FakeNode {
  gain = {
    setValueAtTime: () => undefined,
    linearRampToValueAtTime: () => undefined,
    exponentialRampToValueAtTime: () => undefined,
  };
  connect = (next: unknown) => next;
  start = () => {
    tones += 1;
  };
  stop = () => undefined;
}

class FakeUtterance extends EventTarget {
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  tones = 0;
  said = [];
  isAllowed = true;
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('OscillatorNode', FakeNode);
  vi.stubGlobal('GainNode', FakeNode);
  vi.stubGlobal('SpeechSynthesisUtterance', FakeUtterance);
  vi.stubGlobal('speechSynthesis', {
    getVoices: () => [
      { lang: 'de-DE', localService: false, name: 'of the network' },
      { lang: 'de-DE', localService: true, name: 'of the system' },
    ],
    cancel: () => undefined,
    speak(utterance: FakeUtterance & { readonly voice: { readonly name: string } }) {
      said.push(`${utterance.voice.name}: ${utterance.text}`);
      utterance.dispatchEvent(new Event('end'));
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function start(voice: WaitingRoomConfig['voice'] = 'speech') {
  const sound: boolean[] = [];
  const announcer = createAnnouncer({
    screen: { voice, languages: ['de'] },
    now: () => NOW,
    onSound: (isOn) => sound.push(isOn),
  });
  return { announcer, sound };
}

it('strikes the gong, then speaks, once more when nobody else waits', async () => {
  const { announcer } = start();
  const call = shownCall('A7', { direction: 'im Flur rechts' });
  announcer.hear([call]);
  await vi.advanceTimersByTimeAsync(100);
  expect(tones).toBeGreaterThan(0);
  expect(said).toEqual([]);
  await vi.advanceTimersByTimeAsync(GONG_MS);
  const sentence = 'of the system: Nummer A 7, bitte zu Schalter 3, im Flur rechts';
  expect(said).toEqual([sentence]);
  await vi.advanceTimersByTimeAsync(10 * GONG_MS);
  expect(said).toEqual([sentence, sentence]);
});

it('says one call after the other', async () => {
  const { announcer } = start();
  announcer.hear([shownCall('A8'), shownCall('A7')]);
  await vi.advanceTimersByTimeAsync(GONG_MS);
  expect(said).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(GONG_MS);
  expect(said.map((text) => text.slice(0, 25))).toEqual([
    'of the system: Nummer A 7',
    'of the system: Nummer A 8',
  ]);
});

it('keeps back what a browser does not let sound, and tells', async () => {
  isAllowed = false;
  const { announcer, sound } = start('gong');
  announcer.hear([shownCall('A7')]);
  await vi.advanceTimersByTimeAsync(GONG_MS);
  expect(sound).toEqual([false]);
  expect(tones).toBe(0);
});

it('says nothing more once it is stopped', async () => {
  const { announcer } = start();
  announcer.hear([shownCall('A8'), shownCall('A7')]);
  announcer.stop();
  await vi.advanceTimersByTimeAsync(10 * GONG_MS);
  expect(said.length).toBeLessThanOrEqual(1);
});

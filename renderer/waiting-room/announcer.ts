import type { WaitingRoomConfig } from '../../config/waiting-room.ts';
import type { ShownCall } from '../../main/contract/waiting-room.ts';
import { createAnnouncements } from './announcements.ts';
import { strikeGong } from './gong.ts';
import { playRecorded, speak } from './voices.ts';

/** Makes calls heard: gong and words, one call after the other. */
export interface Announcer {
  /** The calls as they are now, latest first. */
  hear(called: readonly ShownCall[]): void;
  /** After somebody touched the screen, where the browser lets nothing sound before. */
  resume(): void;
  stop(): void;
}

export interface AnnouncerParts {
  readonly screen: Pick<WaitingRoomConfig, 'voice' | 'languages'>;
  /** The terminal's clock. */
  readonly now: () => number;
  readonly onSound: (isOn: boolean) => void;
}

const RESUME_MS_MAX = 500;

export function createAnnouncer({ screen, now, onSound }: AnnouncerParts): Announcer {
  const { voice, languages } = screen;
  const context = new AudioContext();
  // What the page before began; and the first question for voices only begins to load them.
  globalThis.speechSynthesis?.cancel();
  globalThis.speechSynthesis?.getVoices();
  const announcements = createAnnouncements(voice === 'gong' ? 1 : 2);
  let isTalking = false;
  let isStopped = false;

  const say = async (call: ShownCall): Promise<void> => {
    const isOn = await isSounding(context);
    onSound(isOn);
    // Else all that was kept back would sound at once when somebody touches the screen.
    if (isOn) await wait(strikeGong(context));
    if (voice === 'gong') return;
    for (const language of languages) {
      if (voice === 'speech' && (await speak(call, language))) continue;
      if (isOn) await wait(await playRecorded(context, call, language));
    }
  };
  const talk = async (): Promise<void> => {
    if (isTalking) return;
    isTalking = true;
    for (let call = announcements.next(now()); call; call = announcements.next(now())) {
      // One that fails, e.g. because the recording did not load, must not silence the next.
      await say(call).catch((error: unknown) => console.warn(error));
      if (isStopped) break;
    }
    isTalking = false;
  };
  return {
    hear(called) {
      announcements.hear(called, now());
      void talk();
    },
    resume() {
      void context.resume().then(() => onSound(true));
    },
    stop() {
      isStopped = true;
      void context.close();
    },
  };
}

/** A browser whose policy wants a touch first leaves `resume` waiting for ever. */
async function isSounding(context: AudioContext): Promise<boolean> {
  if (context.state === 'running') return true;
  await Promise.race([context.resume(), wait(RESUME_MS_MAX / 1_000)]);
  return (context.state as AudioContextState) === 'running';
}

function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
}

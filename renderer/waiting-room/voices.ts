import type { Language } from '../../config/languages.ts';
import { TEXTS } from '../../config/text/index.ts';
import type { ShownCall } from '../../main/contract/waiting-room.ts';
import { counterIn } from './place-names.ts';
import { placeOf, recordedWords } from './recorded-words.ts';

/** Two ways to say a call. Each resolves when it is said. */

const RECORDINGS: Readonly<Record<Language, string>> = {
  de: new URL('./recorded/de.ogg', import.meta.url).href,
  en: new URL('./recorded/en.ogg', import.meta.url).href,
};
/** Slower than in talk: a hall echoes. */
const RATE = 0.9;
/** Chromium forgets the end of an utterance now and then. */
const SPEECH_MS_MAX = 15_000;
const PAUSE_SECONDS = 0.06;

/** @returns false where the system has no voice of its own for the language, or it failed */
export async function speak(call: ShownCall, language: Language): Promise<boolean> {
  const voice = globalThis.speechSynthesis
    ?.getVoices()
    // A voice from the network would tell somebody who is called, and fall silent with it.
    .find(({ lang, localService }) => localService && lang.startsWith(language));
  if (voice === undefined) return false;
  const utterance = new SpeechSynthesisUtterance(sentenceOf(call, language));
  Object.assign(utterance, { voice, lang: voice.lang, rate: RATE });
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      speechSynthesis.cancel();
      resolve(true);
    }, SPEECH_MS_MAX);
    const settle = (isSaid: boolean): void => {
      clearTimeout(timer);
      resolve(isSaid);
    };
    utterance.addEventListener('end', () => settle(true));
    utterance.addEventListener('error', () => settle(false));
    speechSynthesis.speak(utterance);
  });
}

/** Each letter and digit by itself, as it is read from the ticket. */
function sentenceOf({ number, counter, direction, arrow }: ShownCall, language: Language): string {
  const { spoken, arrows } = TEXTS[language].waitingRoom;
  // Directions are written in the centre's language; in others the arrow says it.
  const way = (language === 'de' ? direction : null) ?? (arrow && arrows[arrow]);
  const parts = [spoken.number([...number].join(' ')), spoken.goTo(counterIn(language, counter))];
  return [...parts, ...(way === null ? [] : [way])].join(', ');
}

const buffers = new Map<Language, Promise<AudioBuffer>>();

/** Plays recorded words now. @returns how long it takes, in seconds */
export async function playRecorded(
  context: AudioContext,
  call: ShownCall,
  language: Language,
): Promise<number> {
  const loading = buffers.get(language) ?? load(context, language);
  buffers.set(language, loading);
  // Tried anew with the next call.
  loading.catch(() => buffers.delete(language));
  const buffer = await loading;
  let at = 0;
  for (const word of recordedWords(call)) {
    const [begin, length] = placeOf(language, word);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.start(context.currentTime + at, begin, length);
    at += length + PAUSE_SECONDS;
  }
  return at;
}

async function load(context: AudioContext, language: Language): Promise<AudioBuffer> {
  const answer = await fetch(RECORDINGS[language]);
  return context.decodeAudioData(await answer.arrayBuffer());
}

/** Two tones, high and low, that fade like a struck bar: nothing to load, and known to everybody. */
const TONES = [
  { hertz: 659.26, at: 0 },
  { hertz: 523.25, at: 0.45 },
] as const;
const LOUDNESS = 0.5;
const RISE_SECONDS = 0.01;
const FADE_SECONDS = 1.4;
/** A struck bar's second tone, which makes it sound of metal rather than of a test signal. */
const OVERTONE = { times: 2.76, loudness: 0.25 };

/** Plays it now. @returns how long it takes, in seconds */
export function strikeGong(context: AudioContext): number {
  const now = context.currentTime;
  for (const { hertz, at } of TONES) {
    ring(context, hertz, now + at, LOUDNESS);
    ring(context, hertz * OVERTONE.times, now + at, LOUDNESS * OVERTONE.loudness);
  }
  return Math.max(...TONES.map(({ at }) => at)) + FADE_SECONDS;
}

function ring(context: AudioContext, hertz: number, at: number, loudness: number): void {
  const tone = new OscillatorNode(context, { frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loudness, at + RISE_SECONDS);
  volume.gain.exponentialRampToValueAtTime(0.001, at + FADE_SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + FADE_SECONDS);
}

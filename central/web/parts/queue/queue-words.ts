import type { QueueEntry } from '../../../contract/queue.ts';
import { timeText } from '../../lane/clock.ts';
import type { Lane } from '../../lane/lane.ts';
import { type CallingState, serviceName } from '../../queue/calling-state.ts';
import { continuedBy } from '../../queue/continuing.ts';
import type { Text } from '../../text/index.ts';
import { endWords } from '../words.ts';

/** Puts queue entries into the words of a language. */

interface Known {
  readonly text: Text;
  readonly calling: CallingState;
  readonly lane: Lane | null;
}

export interface Badge {
  readonly words: string;
  readonly isUrgent: boolean;
}

/** What sets somebody apart from those who simply wait. */
export function badgesOf(entry: QueueEntry, { text, calling, lane }: Known): Badge[] {
  const { list } = text.queue;
  const { kind, appointmentAt, preferred, forwardedFrom } = entry;
  const goesOn = continuedBy(entry, lane);
  const plain = (words: string): Badge => ({ words, isUrgent: false });
  return [
    ...(preferred ? [{ words: list.preferred, isUrgent: true }] : []),
    ...(appointmentAt === null
      ? []
      : [plain(list.appointment(timeText(Date.parse(appointmentAt))))]),
    ...(kind === 'fast-lane' ? [plain(list.fastLane)] : []),
    ...(goesOn === null ? [] : [plain(list.continued(goesOn.callSign))]),
    ...(forwardedFrom === null ? [] : [plain(list.forwarded(serviceName(calling, forwardedFrom)))]),
  ];
}

/** What a terminal has done already for somebody from the fast lane, so that nobody asks again. */
export function doneBefore({ requestId }: QueueEntry, { text, lane }: Known): string | null {
  const request = requestId === null ? undefined : lane?.requests.get(requestId);
  if (!request) return null;
  const { service, kiosk, refusal, activated } = request;
  return [
    `${kiosk.name}: ${text.services[service]} – ${endWords(request, text)}`,
    ...(refusal ? [text.reasons[refusal]] : []),
    ...(activated ? [text.lane.activated] : []),
  ].join('. ');
}

export function minutesSince(at: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));
}

import type { deFollow } from './de-follow.ts';
import { waitRangeEn } from './wait-range.ts';

/** The page with which a visitor follows a ticket on a phone, English. */
export const enFollow: typeof deFollow = {
  title: 'Your number',
  reading: 'Looking up your place …',
  unknown: 'This number does not exist, or not any more.',
  unknownHint: 'Scan the code on your slip again, or watch the display.',
  live: (time) => `As of ${time}, renewed all the time`,
  lost: 'Not live: no connection right now',
  lostSince: (time) => `Not live: as of ${time}`,
  lostHint: 'Please watch the display in the waiting area.',
  ahead: (count) =>
    count === 1 ? '1\u00a0person is ahead of you' : `${count}\u00a0people are ahead of you`,
  nobodyAhead: 'Nobody is ahead of you any more',
  wait: 'Probably',
  minutes: waitRangeEn,
  noEstimate: 'How long it takes cannot be said right now.',
  place: 'Where to wait',
  called: 'It is your turn!',
  goTo: 'Please come to',
  titleCalled: (ticket, counter) => `${ticket}: please go to ${counter}`,
  states: {
    waiting: 'You are waiting',
    called: 'It is your turn!',
    serving: 'You are at the counter.',
    parked: 'Please stay nearby. You will be called again.',
    missed: 'You have been called already. Please speak to a member of staff.',
    done: 'Your errand is done. Goodbye!',
    cancelled: 'This number is not valid any more.',
  },
};

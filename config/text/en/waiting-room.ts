import type { waitingRoom as original } from '../de/waiting-room.ts';

export const waitingRoom: typeof original = {
  title: 'Waiting area',
  called: 'Now called',
  before: 'Called before',
  nobody: 'Please wait until your number is shown.',
  again: (calls) => `Call\u00a0${calls}`,
  notLive: (since) => `Not up to date: as of ${since}`,
  neverLive: 'No connection yet: please ask at the information desk.',
  soundOff: 'The sound is off. Touch the screen to switch it on.',
  notSetUp: 'This screen is not set up.',
  readableTo: (metres) => `Readable up to ${metres}\u00a0m`,
  arrows: { left: 'on the left', right: 'on the right', ahead: 'straight ahead' },
  spoken: {
    places: { counter: 'counter', desk: 'desk', room: 'room', space: 'room', door: 'door' },
    number: (spelt) => `Number ${spelt}`,
    goTo: (counter) => `please go to ${counter}`,
  },
};

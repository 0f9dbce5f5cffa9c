import type { fastLane as german } from '../de/fast-lane.ts';

export const fastLane: typeof german = {
  intro: {
    title: 'How it works',
    duration: 'This takes about two\u00a0minutes.',
    steps: {
      type: {
        title: 'You type',
        text: ['First the access number (CAN) on the ID card.', 'Then your new PIN, twice.'],
      },
      confirm: {
        title: 'A member of staff confirms',
        text: ['We compare you with the photo.'],
      },
      unlock: {
        title: 'Your ID card is updated',
        text: ['Only now does the card change.'],
      },
    },
    why: {
      staff: {
        title: 'Why does somebody look?',
        text: ['Only you may change your ID card.', 'Nobody sees your PIN.'],
      },
    },
    hands: {
      title: 'Meanwhile, please',
      card: 'Leave the ID card there.',
      face: 'Show your face.',
      hands: 'Keep your hands free.',
    },
    confirm: 'Begin now',
  },
  waiting: {
    title: 'We are waiting for the confirmation',
    text: [
      'There is nothing you need to do right now.',
      'One of our team will see to you shortly.',
      'Feel free to look towards the counter.',
      'Please leave the ID card where it is.',
    ],
    privacy: 'Nobody sees your PIN.',
  },
  callSign: 'Your call number',
  steps: { type: 'Type', confirm: 'Confirm', unlock: 'Update' },
  done: 'done',
  status: {
    waiting: 'The team has been told.',
    escalated: 'We are calling somebody else, too.',
    taken: 'Somebody is checking now.',
    approved: 'The team has confirmed.',
    again: 'After that we ask once more.',
  },
};

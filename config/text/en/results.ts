import type { results as german } from '../de/results.ts';

export const results: typeof german = {
  'pin-changed': {
    title: 'Your PIN has been changed',
    detail: ['The old PIN is no longer valid.'],
    next: ['From now on, use only the new PIN.', 'Do not keep the PIN with your ID card.'],
  },
  'pin-unblocked': {
    title: 'Your PIN is unblocked',
    detail: ['You have three tries again.'],
    next: [
      'The PIN you chose earlier is valid.',
      'Forgotten your PIN? Please go to the information desk.',
    ],
  },
  'pin-verified': {
    title: 'Your PIN is right',
    detail: ['The online ID function is ready.'],
    next: ['You can now identify yourself on the internet.'],
  },
  'transport-pin-verified': {
    title: 'Your transport PIN is right',
    detail: ['It is only for the start.'],
    next: [
      'Now choose a PIN of your own with 6\u00a0digits.',
      'You can do so at this terminal with Change PIN.',
    ],
  },
  'card-checked': {
    title: 'Your ID card has been checked',
    detail: ['The online ID function is switched on.', 'The PIN is not blocked.'],
    next: ['You can identify yourself on the internet with your PIN.'],
  },
  cancelled: {
    title: 'You have cancelled',
    detail: ['Your PIN has not been changed.', 'What you typed has been deleted.'],
    next: ['You can start again at any time.'],
  },
  'pin-blocked': {
    title: 'Your PIN is blocked',
    detail: ['You cannot identify yourself on the internet at the moment.'],
    next: [
      'Find the unblocking number (PUK) in your PIN letter.',
      'Use it at this terminal to unblock the PIN.',
      'Without the PUK, the information desk will help you.',
    ],
  },
  'pin-suspended': {
    title: 'Your PIN has one try left',
    detail: ['If the PIN is wrong once more, it will be blocked.'],
    next: [
      'Before the PIN you need the access number (CAN).',
      'It is on the front of the ID card, bottom right.',
      'Forgotten your PIN? Please go to the information desk.',
    ],
  },
  'puk-spent': {
    title: 'The unblocking number is used up',
    detail: ['Your PIN stays blocked.'],
    next: ['Please go to the information desk.', 'You can get a new PIN at a counter.'],
  },
  'function-off': {
    title: 'The online ID function is switched off',
    detail: ['Your ID card is otherwise valid as before.'],
    next: ['Please go to the information desk.', 'The team will tell you what to do.'],
  },
  'card-removed': {
    title: 'We have finished here',
    detail: ['The ID card was no longer on the reader.', 'Your PIN has not been changed.'],
    next: ['You can start again at any time.'],
  },
  'card-removed-while-setting-pin': {
    title: 'It is unclear which PIN is valid',
    detail: ['We lost contact while the PIN was being saved.'],
    next: [
      'Please go to the information desk.',
      'Or check your PIN at this terminal.',
      'Try the new PIN first.',
    ],
  },
  'card-fault': {
    title: 'Sorry, that did not work',
    detail: ['The ID card could not be read properly.'],
    next: ['Please go to the information desk.', 'The team will check your ID card.'],
  },
  'reader-lost': {
    title: 'The card reader has failed',
    detail: ['Your ID card is fine.', 'Your PIN has not been changed.'],
    next: ['Please go to the information desk.'],
  },
  'terminal-fault': {
    title: 'This terminal cannot do anything right now',
    detail: ['Your card is all right.', 'Your PIN has not changed.'],
    next: ['Please go to the information desk.'],
  },
  expired: {
    title: 'The time has run out',
    detail: ['Nobody pressed anything.', 'What was typed has been deleted.'],
    next: ['You can start again at any time.'],
  },
};

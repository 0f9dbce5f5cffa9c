import type { results as german } from '../de/results.ts';

const AT_THE_DESK = ['Please go to the information desk.', 'A counter will help you there.'];

export const results: typeof german = {
  'pin-changed': {
    title: 'Your PIN has been changed',
    detail: ['The old PIN is no longer valid.'],
    next: ['From now on, use only the new PIN.', 'Do not keep the PIN with your ID card.'],
  },
  'pin-unblocked': {
    title: 'Your PIN is unblocked',
    detail: ['You have three tries again.'],
    next: ['The PIN you chose earlier is valid.', 'Forgotten your PIN? Then set a new PIN here.'],
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
      'Without the PUK, set a new PIN here.',
    ],
  },
  'pin-suspended': {
    title: 'Your PIN has one try left',
    detail: ['If the PIN is wrong once more, it will be blocked.'],
    next: [
      'Before the PIN you need the access number (CAN).',
      'It is on the front of the ID card, bottom right.',
      'Forgotten your PIN? Then set a new PIN here.',
    ],
  },
  'puk-spent': {
    title: 'The unblocking number is used up',
    detail: ['Your PIN stays blocked.'],
    next: ['You can set a new PIN at this terminal.', 'Or go to the information desk.'],
  },
  'function-off': {
    title: 'The online ID function is switched off',
    detail: ['Your ID card is otherwise valid as before.'],
    next: ['You can switch it on at this terminal.', 'Or go to the information desk.'],
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
  'eid-activated': {
    title: 'Your online ID is switched on',
    detail: ['Your new PIN has been saved and checked.'],
    next: [
      'You can now identify yourself on the internet.',
      'Use your new PIN for this.',
      'Do not keep the PIN with your ID card.',
    ],
  },
  'pin-set': {
    title: 'Your new PIN is valid',
    detail: ['It has been saved and checked.', 'Earlier PINs are no longer valid.'],
    next: ['From now on, use only the new PIN.', 'Do not keep the PIN with your ID card.'],
  },
  'refused-person-differs': {
    title: 'We are happy to sort this out at a counter',
    detail: ['Older photos are often hard to compare.', 'Your ID card stays as it is.'],
    next: AT_THE_DESK,
  },
  'refused-card-not-valid': {
    title: 'We will look at your ID card at a counter',
    detail: ['It cannot be used for this at the terminal.', 'Your ID card stays as it is.'],
    next: AT_THE_DESK,
  },
  'refused-card-of-another': {
    title: 'This works only with your own ID card',
    detail: ['For other people, the team will advise you.', 'The ID card stays as it is.'],
    next: AT_THE_DESK,
  },
  'refused-not-possible-now': {
    title: 'Sorry, this is not possible right now',
    detail: ['The team cannot confirm at the moment.', 'Your ID card stays as it is.'],
    next: AT_THE_DESK,
  },
  unanswered: {
    title: 'Sorry, nobody was free',
    detail: ['We apologise.', 'Your ID card stays as it is.'],
    next: AT_THE_DESK,
  },
  'central-unreachable': {
    title: 'The terminal cannot reach the team',
    detail: ['There is a network problem.', 'Your PIN has not been changed.'],
    next: AT_THE_DESK,
  },
  'not-admitted': {
    title: 'This is not possible at this terminal',
    detail: ['Your ID card is fine.', 'Your PIN has not been changed.'],
    next: AT_THE_DESK,
  },
  'document-expired': {
    title: 'Your ID card has expired',
    detail: ['A new PIN can no longer be set on it.'],
    next: ['Please apply for a new ID card.', 'The information desk will tell you how.'],
  },
  'holder-too-young': {
    title: 'The online ID is available from the age of 16',
    detail: ['It cannot be switched on before that.', 'The ID card is otherwise valid as before.'],
    next: ['You are welcome to come back then.', 'Questions? The information desk will help you.'],
  },
  'wrong-can-repeatedly': {
    title: 'The access number did not match',
    detail: [
      'It is in small print and often hard to read.',
      'Your PIN has not lost a try because of this.',
    ],
    next: ['Please go to the information desk.', 'The team will read the number with you.'],
  },
  'chip-not-genuine': {
    title: 'Your ID card could not be checked here',
    detail: ['There can be various reasons for this.', 'Your ID card stays as it is.'],
    next: AT_THE_DESK,
  },
  'terminal-not-accepted': {
    title: 'Your ID card cannot be updated here',
    detail: ['It is nothing you did.', 'Your ID card stays as it is.'],
    next: AT_THE_DESK,
  },
  'activated-without-pin': {
    title: 'Your online ID is not quite ready yet',
    detail: [
      'It has probably been switched on already.',
      'The new PIN has not been saved safely yet.',
    ],
    next: ['Please go to the information desk.', 'Or set a new PIN here once more.'],
  },
  'pin-not-proven': {
    title: 'The new PIN could not be checked',
    detail: ['It may have been saved all the same.', 'The team will check it with you.'],
    next: ['Please go to the information desk.', 'Or check your ID card at this terminal.'],
  },
  expired: {
    title: 'The time has run out',
    detail: ['Nobody pressed anything.', 'What was typed has been deleted.'],
    next: ['You can start again at any time.'],
  },
};

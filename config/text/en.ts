import type { de } from './de.ts';
import { bench } from './en/bench.ts';
import { fastLane } from './en/fast-lane.ts';
import { notices } from './en/notices.ts';
import { queue } from './en/queue.ts';
import { results } from './en/results.ts';
import { staff } from './en/staff.ts';
import { waitingRoom } from './en/waiting-room.ts';

export const en: typeof de = {
  language: 'English',
  frame: {
    help: 'Questions? Ask the information desk',
    confirm: 'Continue',
    alternative: 'Another way',
    cancel: 'Cancel',
    whatNow: 'What to do now',
    triesLeft: (tries) => (tries === 1 ? 'One try left' : `${tries}\u00a0tries left`),
  },
  services: {
    'take-ticket': {
      title: 'Take a ticket',
      text: ['For all that a counter does.'],
    },
    'check-in': {
      title: 'Appointment check-in',
      text: ['With the code from the confirmation.'],
    },
    'activate-eid': {
      title: 'Switch on the online ID',
      text: ['And choose a PIN of your own at once.'],
    },
    'reset-pin': {
      title: 'Set a new PIN (PIN forgotten)',
      text: ['Without the old PIN and without the PIN letter.'],
    },
    'change-pin': {
      title: 'Change PIN',
      text: ['With the old PIN or with the PIN letter.'],
    },
    'unblock-pin': {
      title: 'Unblock PIN',
      text: ['After three wrong entries, with the PIN letter.'],
    },
    'check-card': {
      title: 'Check ID card',
      text: ['Is the online ID ready? Is the PIN right?'],
    },
  },
  attract: {
    title: 'Welcome',
    intro: 'Take a ticket here, or check in for your appointment.',
    need: 'PIN and online ID you set up yourself, right here.',
    begin: 'Start here',
    or: 'For the PIN, simply place your ID card on the card reader.',
  },
  inOtherLanguage: {
    language: 'de',
    attract: 'Deutsch: Drücken Sie auf die Taste.',
    closed: 'Außer Betrieb. Gehen Sie bitte zur Information.',
  },
  chooseLanguage: {
    title: 'Which language would you like?',
    go: 'Continue in English',
  },
  menu: {
    title: 'What would you like to do?',
    text: 'For all about the PIN you need your ID card.',
  },
  presentCard: {
    title: 'Place your ID card on the card reader',
    text: [
      'Take it out of its cover first.',
      'The photo faces up.',
      'Leave the ID card there until you have finished.',
    ],
    also: 'An eID card or an electronic residence permit works, too.',
  },
  working: {
    tasks: {
      'reading-card': 'Your ID card is being read',
      'changing-pin': 'Your PIN is being changed',
      'unblocking-pin': 'Your PIN is being unblocked',
      'verifying-pin': 'Your PIN is being checked',
      'opening-request': 'We are asking the team',
      'unlocking-card': 'Your ID card is being updated',
      printing: 'Your receipt is being printed',
      'asking-queue': 'We are looking up what is open',
      'taking-ticket': 'You are getting your number',
      'checking-in': 'We are checking you in',
    },
    wait: 'One moment, please.',
    keepCard: 'Please leave the ID card where it is.',
  },
  secrets: {
    can: {
      title: 'Enter the access number (CAN)',
      text: ['It has 6\u00a0digits.', 'It is on the front of the ID card, bottom right.'],
    },
    pin: {
      title: 'Enter your PIN',
      text: [
        'Your PIN has 6\u00a0digits.',
        'For the first time, use the transport PIN.',
        'It is in the PIN letter and has 5\u00a0digits.',
      ],
    },
    'new-pin': {
      title: 'Choose a new PIN',
      text: ['Think of 6\u00a0digits.', 'A birthday or 123456 is too easy to guess.'],
    },
    'new-pin-again': {
      title: 'Enter the new PIN once more',
      text: ['This makes sure that you did not mistype it.'],
    },
    puk: {
      title: 'Enter the unblocking number (PUK)',
      text: ['It has 10\u00a0digits.', 'It is in your PIN letter.'],
    },
  },
  entry: {
    privacy: 'Make sure that nobody is watching.',
    keys: 'Number keys',
    erase: 'Delete',
    eraseLast: 'Delete: remove the last digit',
    confirm: 'Confirm',
    typed: (digits, minimum, maximum) =>
      minimum === maximum
        ? `${digits} of ${maximum}\u00a0digits entered`
        : `${digits}\u00a0${digits === 1 ? 'digit' : 'digits'} entered`,
    lastTry: 'If the PIN is wrong now, it will be blocked.',
  },
  fastLane,
  notices,
  cardState: {
    operational: {
      title: 'The online ID function is ready',
      detail: ['It is switched on.', 'The PIN is not blocked.'],
      next: ['Would you also like to check whether your PIN is right?'],
      alternative: 'Check PIN',
    },
    suspended: {
      title: 'You have only one try left',
      detail: [
        'The PIN was entered wrongly twice.',
        'If it is wrong once more, it will be blocked.',
      ],
      next: [
        'You can now enter the access number (CAN) and the PIN.',
        'Only the right PIN gives you three tries again.',
      ],
      alternative: 'Enter CAN and PIN',
    },
    blocked: {
      title: 'Your PIN is blocked',
      detail: ['The PIN was entered wrongly three times.'],
      next: [
        'You can unblock the PIN with the unblocking number (PUK).',
        'It is in your PIN letter.',
      ],
      alternative: 'Unblock PIN',
    },
    deactivated: {
      title: 'The online ID function is switched off',
      detail: ['Your ID card is otherwise valid as before.'],
      next: ['Choose “Switch on the online ID” in the menu.', 'Or go to the information desk.'],
      alternative: '',
    },
    finish: 'Done',
  },
  results,
  queue,
  outcome: {
    receipt: {
      printed: ['Your receipt is printed.', 'Please take it with you.'],
      'probably-printed': [
        'Your receipt is printed.',
        'Is it missing? The result is valid all the same.',
      ],
      'not-printed': [
        'The receipt could not be printed.',
        'The result is valid all the same.',
        'Write down the transaction number if you need it.',
      ],
      unknown: ['Your receipt may be missing.', 'The result is valid all the same.'],
      none: [],
    },
    remember: (callSign) => `Please remember ${callSign}. It is valid all the same.`,
    transaction: 'Transaction number',
    finish: 'Done',
    more: 'Do something else',
  },
  takeCard: {
    now: {
      title: 'Please take your ID card',
      text: ['Did you get a receipt?', 'Please take it, too.'],
    },
    forgotten: {
      title: 'Your ID card is still here',
      text: ['Please take it with you.', 'The team has been told.'],
    },
  },
  goodbye: {
    done: {
      title: 'Goodbye!',
      text: ['What you typed has been deleted.', 'Your citizens’ office wishes you a good day.'],
    },
    expired: {
      title: 'We have finished here',
      text: ['Nobody pressed anything any more.', 'What was typed has been deleted.'],
    },
    begin: 'Start again',
  },
  outOfService: {
    'no-reader': {
      title: 'This terminal is not working right now',
      text: ['Please go to the information desk.', 'The team will help you there.'],
    },
    'not-ready': {
      title: 'This terminal is not in service right now',
      text: ['Please use another one.', 'Or go to the information desk.'],
    },
    starting: { title: 'One moment, please', text: ['The terminal is getting ready.'] },
  },
  idle: {
    title: 'Are you still there?',
    secondsLeft: (seconds) => (seconds === 1 ? 'One more second' : `${seconds}\u00a0seconds left`),
    text: ['After that we finish here.', 'What you typed will then be deleted.'],
    stay: 'I am still here',
  },
  connection: {
    lost: { title: 'One moment, please', text: ['We will continue shortly.'] },
    taken: {
      title: 'This window is not needed',
      text: ['The screen is already open in another window.', 'Please close this window.'],
    },
  },
  pictures: {
    cardOnReader: 'Picture: an ID card lies flat on the card reader, photo facing up.',
    can: 'Picture: the CAN is on the front of the ID card, bottom right.',
    letterPin: 'Picture: the transport PIN is in the PIN letter, above the PUK.',
    letterPuk: 'Picture: the PUK is in the PIN letter, below the transport PIN.',
    takeCard: 'Picture: a hand takes the ID card from the card reader.',
    letter: 'PIN letter',
  },
  receipt: {
    title: 'Receipt',
    service: 'Service',
    result: 'Result',
    date: 'Date',
    transaction: 'Transaction number',
    callSign: 'Call number',
    fee: 'Fee',
    nextStep: 'What to do now',
    seat: 'Please take a seat.',
    called: (callSign) => `You will be called as ${callSign}.`,
    patience: 'Is it taking long? The information desk will help you.',
    tellDesk: (callSign) => `Please tell them your number, ${callSign}.`,
    closing: 'Questions? The information desk is happy to help.',
  },
  staff,
  bench,
  waitingRoom,
};

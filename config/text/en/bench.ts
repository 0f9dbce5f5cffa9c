import type { bench as german } from '../de/bench.ts';

export const bench: typeof german = {
  title: 'Practice bench',
  intro: [
    'Here you practise with imaginary ID cards and an imaginary printer.',
    'On the left you place a card or disturb something.',
    'In a second window you use the terminal like a visitor.',
  ],
  visitorHint: 'Open the terminal with the address for “visitor” that is printed at the start.',
  state: 'State now',
  card: {
    title: 'ID card',
    insert: 'Place an ID card',
    remove: 'Take the card away',
    label: 'On the reader',
    none: 'nothing',
    secrets: 'All ID cards have CAN 500540 and PUK 9876543210.',
    commands: 'Commands to the card',
  },
  profiles: {
    ready: { title: 'Ready', text: ['PIN 123456, three tries.'] },
    'transport-pin': { title: 'New ID card', text: ['Transport PIN 12345, no own PIN yet.'] },
    'two-tries-left': { title: 'Two tries left', text: ['PIN 123456, wrong once.'] },
    'one-try-left': { title: 'One try left', text: ['PIN 123456, wrong twice; asks for the CAN.'] },
    blocked: { title: 'PIN blocked', text: ['PIN 123456, needs the PUK.'] },
    'puk-spent': { title: 'PUK used up', text: ['PIN blocked, PUK no longer valid.'] },
    'function-off': { title: 'Function off', text: ['The online ID function is switched off.'] },
    'function-off-blocked': {
      title: 'Function off, PIN blocked',
      text: ['Needs “Switch on the online ID”.'],
    },
    expired: { title: 'Expired', text: ['The ID card is no longer valid.'] },
    'residence-permit': { title: 'Residence permit', text: ['PIN 123456, three tries.'] },
    'eu-citizen': { title: 'eID card', text: ['For citizens of the EU; PIN 123456.'] },
    'wrong-trust-anchor': {
      title: 'Foreign issuer',
      text: ['Does not accept the terminal’s right.'],
    },
    'certificate-expired': {
      title: 'From the future',
      text: ['Takes the terminal’s right for expired.'],
    },
    clone: { title: 'Copied chip', text: ['Cannot prove that it is genuine.'] },
    'broken-card-security': {
      title: 'Wrong signature',
      text: ['What the chip says is not properly signed.'],
    },
    'too-young': { title: 'Not yet 16', text: ['Too young for the online ID.'] },
    'bank-card': { title: 'Bank card', text: ['Not an ID card at all.'] },
    garbage: { title: 'Broken card', text: ['Answers nothing but nonsense.'] },
  },
  pull: {
    title: 'Card slips away',
    label: 'at command number',
    set: 'Note down',
    none: 'not noted',
  },
  reader: {
    title: 'Card reader',
    label: 'Card reader',
    plugged: 'plugged in',
    unplugged: 'unplugged',
    plug: 'Plug in',
    unplug: 'Unplug',
  },
  printer: {
    title: 'Printer',
    label: 'Printer',
    conditions: {
      ready: 'ready',
      'paper-low': 'paper low',
      'paper-out': 'paper empty',
      'cover-open': 'cover open',
      'cutter-fault': 'cutter jammed',
      offline: 'cable off',
    },
  },
  clock: {
    title: 'Put the clock forward',
    label: 'Time',
    steps: { '10': '10\u00a0seconds', '60': '1\u00a0minute', '300': '5\u00a0minutes' },
  },
  paper: {
    title: 'Paper from the printer',
    empty: 'Nothing has been printed yet.',
    slip: (number) => `Picture: receipt ${number} as the printer puts it out.`,
    tear: 'Tear off the paper',
  },
  displays: {
    title: 'Displays for calls',
    glass: (model) => `Picture: display ${model}`,
  },
  scanner: {
    title: 'Code reader',
    label: 'Content of the QR code',
    show: 'Hold the QR code before it',
  },
  training: 'Exercises',
  exercises: {
    'first-pin': {
      title: 'Exercise 1: The first own PIN',
      text: [
        'Place “New ID card”.',
        'Choose “Change PIN” at the terminal.',
        'Enter the transport PIN 12345, then 246810 twice.',
        'Take the card away at the end.',
      ],
    },
    'wrong-twice': {
      title: 'Exercise 2: Mistyped twice',
      text: [
        'Place “Ready” and choose “Check ID card”.',
        'Enter a wrong PIN twice.',
        'The terminal now asks for the CAN 500540.',
        'With PIN 123456 all is well again.',
      ],
    },
    blocked: {
      title: 'Exercise 3: PIN blocked',
      text: [
        'Place “PIN blocked” and choose “Unblock PIN”.',
        'Enter the PUK 9876543210.',
        'Read the receipt: which PIN is valid now?',
      ],
    },
    'pulled-card': {
      title: 'Exercise 4: ID card taken away too early',
      text: [
        'Note down “Card slips away” at command 11.',
        'Change the PIN of “Ready”.',
        'Put the card back when the terminal asks for it.',
      ],
    },
    'no-paper': {
      title: 'Exercise 5: No paper, forgotten ID card',
      text: [
        'Set the printer to “paper empty”.',
        'Check an ID card and leave it there.',
        'Put the clock forward and look at the page for the team.',
      ],
    },
  },
};

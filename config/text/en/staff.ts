import type { staff as german } from '../de/staff.ts';

export const staff: typeof german = {
  title: 'Look after the terminal',
  terminal: {
    label: 'State',
    free: 'Free: waiting for a visitor',
    'in-session': 'Busy: somebody is using it',
    'out-of-service': 'Out of service',
  },
  notices: 'Notices',
  nothing: 'There is nothing to do.',
  since: 'since',
  acknowledge: 'Done',
  untilFixed: 'The notice goes away by itself once this is fixed.',
  needs: {
    'interrupted-transaction': {
      title: 'A transaction was interrupted',
      changed: [
        'Power or program failed in the middle of writing.',
        'Nobody knows for certain which PIN the ID card has now.',
        'Ask the person to the terminal and choose “Check ID card”.',
        'Try the new PIN first, then the old one.',
        'If neither of them fits, “Set a new PIN” helps.',
      ],
      unchanged: [
        'Power or program failed during a transaction.',
        'The PIN on the ID card has not been changed.',
        'The person can simply start again.',
      ],
      transaction: 'Transaction number',
      service: 'Service',
      lastStep: 'Last step',
    },
    'ticket-in-doubt': {
      title: 'A ticket was perhaps not printed',
      todo: [
        'Power or program failed while a ticket was being given.',
        'Ask at the terminal who is waiting for a ticket.',
        'Is there a number below? Then it counts, and the person will be called by it.',
        'Is there none? Then the person simply takes a new ticket.',
      ],
      number: 'Ticket number',
    },
    'ticket-not-entered': {
      title: 'A ticket will not be called',
      todo: [
        'It was given without a network and could not be entered afterwards.',
        'Call out the number in the waiting room.',
        'Give the person a new ticket with priority at the counter.',
      ],
      number: 'Ticket number',
    },
    'paper-low': {
      title: 'The paper is running low',
      todo: ['Put in a new paper roll soon.', 'The terminal keeps working.'],
    },
    printer: {
      title: 'The receipt printer needs help',
      after: 'The terminal keeps working without receipts.',
    },
    'reader-lost': {
      title: 'The card reader is not answering',
      todo: [
        'Check that the cable of the card reader is plugged in.',
        'Unplug the cable and plug it in again.',
        'If that does not help, call IT.',
      ],
    },
    'card-forgotten': {
      title: 'An ID card is still on the reader',
      todo: [
        'Take the ID card into safe keeping.',
        'Call the person or hand it to the lost property office.',
      ],
    },
    'chip-not-genuine': {
      title: 'An ID card did not pass the check of its chip',
      todo: [
        'Ask the person kindly to come to a counter.',
        'Perhaps only the chip is broken: do not voice a suspicion.',
        'Check the ID card calmly, also without the chip.',
        'Still in doubt? Then fetch your team lead.',
      ],
    },
  },
  printerFaults: {
    'paper-out': 'The paper is empty. Put in a new roll.',
    'cover-open': 'The cover is open. Press it down until it clicks.',
    cutter: 'The cutter is jammed. Open the cover and remove the paper.',
    offline: 'The printer is not answering. Check power and cable.',
    mechanism: 'The printer reports a fault. Switch it off and on again.',
  },
  unknownFault: 'The printer reports something unknown. Please call IT.',
  steps: {
    none: 'none on the card yet',
    'use-pin': 'PIN checked',
    'set-pin': 'new PIN saved',
    'reset-retry-counter': 'PIN unblocked',
    'authenticate-terminal': 'right presented',
    'activate-eid': 'online ID switched on',
    'deactivate-eid': 'online ID switched off',
  },
  reset: {
    button: 'Reset terminal',
    title: 'Really reset the terminal?',
    text: [
      'A running visit ends at once.',
      'Everything typed is deleted.',
      'Stored transactions are kept.',
    ],
    confirm: 'Yes, reset',
    cancel: 'No, keep running',
  },
};

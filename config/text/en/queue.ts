import type { queue as german } from '../de/queue.ts';

const AT_THE_DESK = ['Please go to the information desk.', 'Our staff will help you there.'];

export const queue: typeof german = {
  toCounter: 'To a counter',
  doneHere: 'Right here at the terminal',
  groups: {
    title: 'What is it about?',
    text: 'Choose a subject.',
    search: 'Search in my own words',
  },
  topics: {
    text: 'Choose what you need.',
    page: (page, pages) => `Page\u00a0${page} of ${pages}`,
    more: 'More',
  },
  search: {
    title: 'What do you need?',
    text: 'Type a word, for example “moved”.',
    found: 'Do you mean this?',
    nothing: 'We find nothing for that. Please try another word.',
    keys: 'Letters',
    space: 'Space',
    eraseLast: 'Delete: remove the last letter',
  },
  back: 'Back',
  topic: {
    open: (until) => `Open now, until ${until}`,
    waiting: (people) =>
      people === 0
        ? 'Nobody is waiting before you'
        : people === 1
          ? 'One person is waiting before you'
          : `${people}\u00a0people are waiting before you`,
    wait: 'Waiting time',
    place: 'Where you wait',
    remembered: 'At the moment we do not know how long it takes.',
    here: 'You can do this here now, without waiting:',
    take: 'Take a ticket',
    notServed: 'There are no tickets for this here today.',
  },
  minutes: (from, to) => {
    const longest = to <= 1 ? '1\u00a0minute' : `${to}\u00a0minutes`;
    if (from === 0) return `at most ${longest}`;
    return from === to ? `about ${longest}` : `${from} to ${longest}`;
  },
  code: {
    title: 'Enter your appointment code',
    text: ['It has 8\u00a0characters.', 'You find it in the confirmation of your appointment.'],
    orScan: 'Or hold the QR code in front of the reader.',
    keys: 'Keys for the code',
    typed: (typed, length) => `${typed} of ${length}\u00a0characters`,
    confirm: 'Check in',
    eraseLast: 'Delete: remove the last character',
  },
  scan: {
    title: 'Hold the QR code of your appointment in front of the reader',
    text: ['You find it in the confirmation of your appointment.'],
    help: 'You have none? The information desk will help you.',
    ticketInstead: 'Take a ticket instead',
  },
  ticket: {
    title: 'Your number',
    checkedIn: 'You are checked in',
    place: 'Where you wait',
    wait: 'Waiting time',
    appointment: 'Your appointment',
    called: 'Your number will be called on the screen and by announcement.',
    slip: {
      printing: ['Your ticket is being printed.'],
      printed: ['Please take your ticket.'],
      'probably-printed': [
        'Please take your ticket.',
        'Is it missing? Your number is still valid.',
      ],
      'not-printed': [
        'There is no paper ticket.',
        'Please write the number down, or take a photo of it.',
      ],
      unknown: [
        'There may be no paper ticket.',
        'Please write the number down, or take a photo of it.',
      ],
    },
    finish: 'Done',
  },
  finish: 'Finish',
  notices: {
    'not-yet-open': {
      title: 'Not open yet',
      happened: ['There are no tickets yet today.'],
      next: ['Please come back later.', 'Or choose something else.'],
      help: 'Is it urgent? Then ask at the information desk.',
      confirm: 'To the menu',
      alternative: 'Something else',
    },
    closed: {
      title: 'Closed today',
      happened: ['There are no more tickets here today.'],
      next: ['Please come on another day.', 'Or choose something else.'],
      help: 'Is it urgent? Then ask at the information desk.',
      confirm: 'To the menu',
      alternative: 'Something else',
    },
    'closed-day': {
      title: 'Everything is closed today',
      happened: ['There are no tickets today.'],
      next: ['Please come on another day.'],
      help: 'Questions? The information desk will help.',
      confirm: 'To the menu',
      alternative: 'Something else',
    },
    'switched-off': {
      title: 'No tickets at the moment',
      happened: ['Our staff give no tickets for this right now.'],
      next: AT_THE_DESK,
      help: 'Or choose something else.',
      confirm: 'To the menu',
      alternative: 'Something else',
    },
    'no-tickets-left': {
      title: 'All tickets for today are gone',
      happened: ['Sorry, we cannot help more people today.'],
      next: ['Please come on another day.', 'Or ask for an appointment.'],
      help: 'Is it urgent? Then ask at the information desk.',
      confirm: 'To the menu',
      alternative: 'Something else',
    },
    'queue-unreachable': {
      title: 'We cannot give a ticket right now',
      happened: ['The network is down at the moment.', 'You have not been given a ticket.'],
      next: AT_THE_DESK,
      help: 'It is not your fault.',
      confirm: 'To the menu',
      alternative: 'Try again',
    },
    'queue-not-admitted': {
      title: 'This terminal gives no tickets',
      happened: ['It has not been set up for that yet.'],
      next: AT_THE_DESK,
      help: 'Everything else in the menu works as usual.',
      confirm: 'To the menu',
      alternative: 'Try again',
    },
    'unknown-code': {
      title: 'We do not know this code',
      happened: ['Perhaps one character is wrong.', 'Or the appointment is in another building.'],
      next: ['Compare the code with your confirmation.', 'Then enter it once more.'],
      help: 'Still not working? The information desk will help.',
      confirm: 'Enter the code again',
      alternative: 'Take a ticket',
    },
    'unknown-scan': {
      title: 'We do not know this QR code',
      happened: [
        'Perhaps it is not the code of an appointment.',
        'Or the appointment is in another building.',
      ],
      next: [
        'Look for the QR code in your confirmation.',
        'Then hold it in front of the reader once more.',
      ],
      help: 'Still not working? The information desk will help.',
      confirm: 'Try again',
      alternative: 'Take a ticket',
    },
    'too-early': {
      title: 'You are still too early',
      happened: ['We have your appointment.', 'You can check in only later.'],
      next: ['Come back here at this time.'],
      help: 'You would rather not wait? Then take a ticket.',
      confirm: 'Done',
      alternative: 'Take a ticket',
    },
    'appointment-over': {
      title: 'This appointment is over',
      happened: ['It is too late to check in for it.'],
      next: ['Please take a ticket.', 'With it you will be served today.'],
      help: 'Is that not right? Then ask at the information desk.',
      confirm: 'Done',
      alternative: 'Take a ticket',
    },
    'check-in-unreachable': {
      title: 'Checking in does not work right now',
      happened: ['The network is down at the moment.', 'You are not checked in yet.'],
      next: ['Please take a ticket.', 'Tell the counter that you have an appointment.'],
      help: 'Or go to the information desk.',
      confirm: 'Done',
      alternative: 'Take a ticket',
    },
  },
  about: {
    opens: (time) => `Tickets from ${time}.`,
    holiday: (name) => `Today is: ${name}.`,
    checkIn: (time) => `Check in from: ${time}`,
    appointment: (time) => `Your appointment was: ${time}`,
  },
  slip: {
    number: 'Your number',
    follow: 'How much longer? See on your phone.',
    drawn: 'Taken on',
    appointment: 'Checked in for an appointment',
  },
};

import { CODE_KEYS, CODE_LENGTH } from '../../state-machines/appointment-code.ts';
import type { OfferedService, Ticket } from '../../state-machines/ports/queue.ts';
import {
  type Named,
  type PrintResult,
  QUEUE_NOTICES,
  type QueueNotice,
  type Screen,
  type ScreenAction,
} from '../../state-machines/views.ts';
import type { Variant } from './gallery-variants.ts';

/** The screens of the queue, with words as long as a branch may make them. */

const GROUPS = [
  'Ausweis und Reisepass',
  'Online-Ausweis und PIN',
  'Umzug und Wohnsitz',
  'Auto, Parken, Führerschein',
  'Zeugnisse und Auskünfte',
  'Familie und Kinder',
].map(named);

const TOPICS = [
  'Personalausweis beantragen',
  'Ausweis oder Pass abholen',
  'Ausweis verloren oder gestohlen',
  'Bescheinigung vom Vermieter nachreichen',
  'Vorläufiger Ausweis oder Pass',
  'Bescheinigung für die ganze Familie',
].map(named);

const [FIRST, , THIRD, LONG] = TOPICS as [Named, Named, Named, Named];

const OPEN: OfferedService = {
  id: 'identity-card',
  place: 'Wartebereich im 1. Obergeschoss',
  open: { kind: 'open', closesAt: '16:00' },
  ticketsLeft: null,
  waiting: 12,
  wait: { fromMinutes: 25, toMinutes: 40 },
};

const TICKET: Ticket = {
  number: 'A017',
  serviceId: 'identity-card',
  place: 'Wartebereich im 1. Obergeschoss',
  wait: { fromMinutes: 25, toMinutes: 40 },
  appointmentAt: null,
  followUrl: null,
  slipText: null,
};

const APPOINTMENT = '2026-12-01T09:15:00Z';

/** What the notices are about, and what the machines offer besides `confirm` and `cancel`. */
const ABOUT: Readonly<Partial<Record<QueueNotice, string>>> = {
  'not-yet-open': '13:00',
  'closed-day': 'Tag der Deutschen Einheit',
  'switched-off': [
    'Wegen einer Schulung sind heute nur zwei Schalter besetzt.',
    'Ab 14\u00a0Uhr bekommen Sie hier wieder Nummern.',
    'Ausweise und Pässe, die fertig sind, holen Sie bitte am Ausgabeschalter im Foyer ab.',
    'Dafür brauchen Sie heute gar keine Nummer.',
  ].join(' '),
  'too-early': 'Donnerstag, 24. September um 10:15',
  'appointment-over': 'Donnerstag, 24. September um 10:15',
};

const NOTICE_ACTIONS: Readonly<Partial<Record<QueueNotice, readonly ScreenAction[]>>> = {
  'queue-unreachable': ['confirm'],
  'queue-not-admitted': ['confirm'],
  'too-early': ['confirm', 'alternative'],
  'appointment-over': ['confirm', 'alternative'],
  'check-in-unreachable': ['confirm', 'alternative'],
};

export const QUEUE_VARIANTS: readonly Variant[] = [
  { name: 'menu-no-reader', screen: { name: 'menu', services: ['take-ticket', 'check-in'] } },
  {
    name: 'topic-groups',
    screen: { name: 'topic-groups', groups: GROUPS, actions: ['alternative', 'cancel'] },
  },
  topics('few', TOPICS.slice(0, 3), 1, ['cancel']),
  topics('pages', TOPICS, 2, ['alternative', 'cancel']),
  search('empty', '', []),
  search('found', 'AUSWEIS', [THIRD, FIRST, LONG]),
  search('nothing', 'SCHMETTERLINGE FÜTTERN ', []),
  topic('open', FIRST, { offered: OPEN }),
  topic('nobody-waits', LONG, { offered: { ...OPEN, waiting: 0, wait: null } }),
  topic('here', FIRST, { offered: OPEN, here: ['unblock-pin', 'reset-pin'] }),
  topic('remembered', THIRD, { offered: { ...OPEN, wait: null }, reading: 'remembered' }),
  topic('not-yet', FIRST, {
    offered: { ...OPEN, open: { kind: 'not-yet', opensAt: '13:00' } },
    here: ['reset-pin'],
  }),
  topic('closed-day', FIRST, {
    offered: { ...OPEN, open: { kind: 'closed-day', name: 'Tag der Deutschen Einheit' } },
  }),
  topic('none-left', FIRST, { offered: { ...OPEN, ticketsLeft: 0 } }),
  topic('not-served', FIRST, { offered: null }),
  code(''),
  code('AB23CD45'),
  { name: 'scan-code', screen: { name: 'scan-code', actions: ['alternative', 'cancel'] } },
  ticket('printing', TICKET),
  ticket('printed', { ...TICKET, number: 'AB1017' }),
  ticket('not-printed', { ...TICKET, appointmentAt: APPOINTMENT }),
  ticket('probably-printed', { ...TICKET, wait: null }),
  ...QUEUE_NOTICES.map(
    (notice): Variant => ({
      name: `queue-notice-${notice}`,
      screen: {
        name: 'queue-notice',
        notice,
        about: ABOUT[notice] ?? null,
        actions: NOTICE_ACTIONS[notice] ?? ['confirm', 'alternative', 'cancel'],
      },
    }),
  ),
];

function named(title: string, index: number): Named {
  return { id: `topic-${index}`, title };
}

function topics(
  name: string,
  shown: readonly Named[],
  pages: number,
  actions: readonly ScreenAction[],
): Variant {
  const group = { id: 'identity', title: 'Ausweis und Reisepass' };
  return {
    name: `topics-${name}`,
    screen: { name: 'topics', group, topics: shown, page: 1, pages, actions },
  };
}

function search(name: string, typed: string, found: readonly Named[]): Variant {
  return {
    name: `find-topic-${name}`,
    screen: { name: 'find-topic', typed, found, actions: ['cancel'] },
  };
}

type TopicScreen = Extract<Screen, { readonly name: 'topic' }>;

function topic(
  name: string,
  chosen: Named,
  more: Pick<TopicScreen, 'offered'> & Partial<TopicScreen>,
): Variant {
  const { offered } = more;
  const isTakeable = offered?.open.kind === 'open' && offered.ticketsLeft !== 0;
  return {
    name: `topic-${name}`,
    screen: {
      name: 'topic',
      topic: chosen,
      here: [],
      reading: 'live',
      actions: isTakeable ? ['confirm', 'cancel'] : ['cancel'],
      ...more,
    },
  };
}

/** The one without a reader is shown with the code typed. */
function code(typed: string): Variant {
  const actions: readonly ScreenAction[] =
    typed.length === CODE_LENGTH ? ['confirm', 'cancel'] : ['cancel'];
  return {
    name: `enter-code-${typed.length}`,
    screen: {
      name: 'enter-code',
      typed,
      length: CODE_LENGTH,
      keys: CODE_KEYS,
      scans: typed === '',
      actions,
    },
  };
}

function ticket(slip: 'printing' | PrintResult, given: Ticket): Variant {
  return {
    name: `ticket-${slip}`,
    screen: {
      name: 'ticket',
      ticket: given,
      topic: given.appointmentAt === null ? FIRST : null,
      appointment: given.appointmentAt === null ? null : 'Donnerstag, 24. September um 10:15',
      slip,
      actions: slip === 'printing' ? [] : ['confirm'],
    },
  };
}

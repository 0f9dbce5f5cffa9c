import type { Topic } from '../config/catalogue.ts';
import type { SiteConfig } from '../config/schema.ts';
import { TEXTS } from '../config/text/index.ts';
import { timeInWords } from '../state-machines/branch-time.ts';
import type { TicketFacts } from '../state-machines/parts/operations.ts';
import type { PrintBlock, PrintDocument } from '../state-machines/ports/printer.ts';

type Centre = Pick<SiteConfig, 'centreName' | 'timeZone' | 'catalogue'>;

/**
 * The slip of a queue ticket: number, where to wait, how long it may be. Whoever is shown it at a
 * counter reads German, so that the errand stands there in German too.
 */
export function composeTicket(centre: Centre, facts: TicketFacts, at: Date): PrintDocument {
  const { ticket, language } = facts;
  const text = TEXTS[language];
  const { slip, ticket: words, minutes } = text.queue;
  const errand = errandOf(centre, facts);
  const field = (label: string, value: string): PrintBlock => ({ kind: 'field', label, value });
  return {
    blocks: [
      { kind: 'text', text: centre.centreName, bold: true },
      { kind: 'rule' },
      { kind: 'text', text: slip.number },
      { kind: 'heading', text: ticket.number },
      { kind: 'text', text: errand.title[language], bold: true },
      ...(language === 'de' ? [] : [{ kind: 'text', text: errand.title.de } as const]),
      { kind: 'rule' },
      ...(ticket.appointmentAt === null
        ? []
        : [field(words.appointment, timeInWords(ticket.appointmentAt, language, centre.timeZone))]),
      field(words.place, ticket.place),
      ...(ticket.wait === null
        ? []
        : [field(words.wait, minutes(ticket.wait.fromMinutes, ticket.wait.toMinutes))]),
      field(slip.drawn, timeOf(at, language, centre.timeZone)),
      { kind: 'text', text: words.called },
      ...(ticket.slipText === null
        ? []
        : [{ kind: 'rule' } as const, { kind: 'text', text: ticket.slipText } as const]),
      ...(ticket.followUrl === null
        ? []
        : [{ kind: 'qr', value: ticket.followUrl, caption: slip.follow } as const]),
    ],
  };
}

/** Who has checked in comes for an appointment; what for, only the central system knows. */
function errandOf({ catalogue }: Centre, { topicId }: TicketFacts): Pick<Topic, 'title'> {
  const topic = catalogue.topics.find(({ id }) => id === topicId);
  return (
    topic ?? { title: { de: TEXTS.de.queue.slip.appointment, en: TEXTS.en.queue.slip.appointment } }
  );
}

function timeOf(at: Date, language: TicketFacts['language'], timeZone: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at);
}

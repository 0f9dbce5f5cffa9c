import type { ZmsAnswer, ZmsClient, ZmsQuestion } from './zms-client.ts';
import { organisation, ticketprinter, type ZmsPrinter } from './zms-shapes.ts';
import type { ZmsStore } from './zms-store.ts';

/** The terminal as a ticket printer of ZMS, which knows it by a hash. */
export interface ZmsTicketPrinter {
  /** Names and states of buttons, e.g. `r141-111`. */
  resolve(buttons: readonly string[]): Promise<ZmsAnswer<ZmsPrinter>>;
  /** Registers first where that is needed, also anew. */
  ask<Answer>(question: (hash: string) => ZmsQuestion<Answer>): Promise<ZmsAnswer<Answer>>;
  /** Whether staff have approved it, where the organisation asks for that. */
  isApproved(printer: ZmsPrinter): boolean;
}

export interface ZmsPrinterParts {
  readonly client: ZmsClient;
  readonly store: ZmsStore;
  /** One of the branch, to find its organisation by. */
  readonly scopeId: number;
}

/** Since 2018 all printers of an organisation share this one. */
const COMMON_HASH = 'abcdefghijklmnopqrstuvwxyz';

interface Registered {
  readonly hash: string;
  readonly needsApproval: boolean;
}

export function createZmsPrinter(parts: ZmsPrinterParts): ZmsTicketPrinter {
  let known: Registered | null = null;
  const askAs = async <Answer>(
    question: (hash: string) => ZmsQuestion<Answer>,
  ): Promise<ZmsAnswer<Answer>> => {
    if (!known) {
      const registered = await register(parts);
      if (registered.kind !== 'answered') return registered;
      known = registered.body;
    }
    return parts.client.ask(question(known.hash));
  };
  const ask: ZmsTicketPrinter['ask'] = async (question) => {
    const answer = await askAs(question);
    if (answer.kind !== 'failed' || answer.failure.meaning !== 'register-again') return answer;
    // A job deletes printers that are older than 30 days.
    known = null;
    return askAs(question);
  };
  return {
    ask,
    resolve: (buttons) =>
      ask((hash) => ({
        ...{ method: 'POST', path: '/ticketprinter/', answer: ticketprinter },
        body: { hash, buttonlist: buttons.join(',') },
      })),
    isApproved: ({ enabled }) => enabled || !known?.needsApproval,
  };
}

async function register(parts: ZmsPrinterParts): Promise<ZmsAnswer<Registered>> {
  const { client, store, scopeId } = parts;
  const path = `/scope/${scopeId}/organisation/?resolveReferences=2`;
  const found = await client.ask({ method: 'GET', path, answer: organisation });
  if (found.kind !== 'answered') return found;
  const { id, preferences } = found.body;
  const hash = await findHash(parts, id);
  if (hash.kind !== 'answered') return hash;
  const kept = store.read();
  if (kept.hash !== hash.body) store.write({ ...kept, hash: hash.body });
  const needsApproval = preferences?.ticketPrinterActivation ?? false;
  return { kind: 'answered', body: { hash: hash.body, needsApproval } };
}

async function findHash(
  { client, store }: ZmsPrinterParts,
  organisationId: string,
): Promise<ZmsAnswer<string>> {
  const kept = store.read().hash;
  const paths = [
    ...(kept === null ? [] : [`/ticketprinter/${kept}/`]),
    `/ticketprinter/${organisationId}${COMMON_HASH}/`,
    `/organisation/${organisationId}/hash/`,
  ];
  let last: ZmsAnswer<string> = { kind: 'unreachable' };
  for (const path of paths) {
    const answer = await client.ask({ method: 'GET', path, answer: ticketprinter });
    last = answer.kind === 'answered' ? { ...answer, body: answer.body.hash } : answer;
    if (last.kind !== 'failed' || last.failure.meaning !== 'register-again') return last;
  }
  return last;
}

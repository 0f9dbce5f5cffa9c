import type { Screen } from '../../state-machines/views.ts';
import type { CoreLinks } from '../contract/link.ts';
import type { CoreMessage, Refusal } from '../contract/messages.ts';
import type { VisitorIntent, VisitorView } from '../contract/visitor.ts';

/** A visitor without a screen: sees what a screen would see and touches what it would offer. */
export interface ScriptedVisitor {
  /** Everything the core has sent, in order. */
  readonly messages: readonly CoreMessage[];
  view(): VisitorView;
  /** Resolves as soon as such a screen is shown, at once if it is. Rejects after a deadline. */
  sees<Name extends Screen['name']>(
    name: Name,
    details?: Partial<Extract<Screen, { name: Name }>>,
  ): Promise<Extract<Screen, { name: Name }>>;
  does(intent: VisitorIntent): void;
  types(digits: string): void;
  leaves(): void;
}

const SCREEN_DEADLINE_MS = 20_000;

/** The visitor's message was refused, or the awaited screen did not come. */
class VisitError extends Error {
  readonly code: Refusal | 'screen-not-shown' | 'screen-taken';

  constructor(code: VisitError['code'], message: string) {
    super(message);
    this.name = 'VisitError';
    this.code = code;
  }
}

export function scriptVisitor(links: CoreLinks): ScriptedVisitor {
  const messages: CoreMessage[] = [];
  const waiting = new Set<() => void>();
  let current: { screen: number; view: VisitorView } | undefined;
  let sequence = 0;
  let refused: Refusal | undefined;
  const link = links.open('visitor', (message) => {
    messages.push(message);
    if (message.kind === 'refused') refused = message.refusal;
    if (message.kind !== 'view' || message.role !== 'visitor') return;
    current = message;
    for (const check of [...waiting]) check();
  });
  if (!link || !current) throw new VisitError('screen-taken', 'another visitor screen is open');
  const shown = (): { screen: number; view: VisitorView } => {
    if (!current) throw new VisitError('screen-not-shown', 'the core has shown nothing yet');
    return current;
  };
  const does = (intent: VisitorIntent): void => {
    sequence += 1;
    refused = undefined;
    link.receive(JSON.stringify({ version: 1, sequence, screen: shown().screen, intent }));
    if (refused !== undefined) {
      throw new VisitError(refused, `${intent.kind} on ${shown().view.screen.name}: ${refused}`);
    }
  };
  return {
    messages,
    view: () => shown().view,
    does,
    types(digits) {
      for (const digit of digits) does({ kind: 'digit', digit: Number(digit) });
    },
    leaves: () => link.close(),
    sees: (name, details = {}) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const { screen } = shown().view;
          if (!matches(screen, { name, ...details })) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(screen as Extract<Screen, { name: typeof name }>);
        };
        const timer = setTimeout(() => {
          waiting.delete(check);
          const { screen } = shown().view;
          reject(
            new VisitError(
              'screen-not-shown',
              `waited for ${JSON.stringify({ name, ...details })}, still on ${JSON.stringify(screen)}`,
            ),
          );
        }, SCREEN_DEADLINE_MS);
        waiting.add(check);
        check();
      }),
  };
}

function matches(screen: Screen, wanted: object): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => JSON.stringify(screen[key as keyof Screen]) === JSON.stringify(value),
  );
}

import type { DocumentFacts } from '../../state-machines/ports/card.ts';
import type { Bytes } from '../kit/bytes.ts';
import type { Secret } from '../kit/secret.ts';
import type { SecretLine } from './cli-secrets.ts';
import type { DataGroupNumber } from './data-groups.ts';
import type { CardTask, EidTerminal } from './terminal.ts';
import type { LentRight } from './unlock-chip.ts';

/** The commands of a desk: what each asks for, and what it does on the card. */

/** What any of them may come to: the outcomes of the card's port, and those of the desk itself. */
export interface Outcome extends Partial<DocumentFacts> {
  readonly kind: string;
  readonly triesLeft?: number;
  readonly newPin?: 'not-set' | 'unknown';
  readonly eidFunction?: 'activated' | 'deactivated' | 'unknown';
  readonly was?: 'on' | 'off';
  readonly activated?: boolean;
  readonly reason?: string;
  readonly evidence?: 'chip-authentication' | 'passive-authentication';
  readonly step?: string;
  readonly statusWord?: number;
  readonly cause?: string;
  /** Under which staff know what was asked of them. */
  readonly callSign?: string;
  readonly groups?: ReadonlyMap<DataGroupNumber, Bytes>;
}

interface Secrets {
  has(name: SecretLine): boolean;
  get(name: SecretLine): Secret;
}

export interface CommandParts {
  readonly terminal: EidTerminal;
  readonly secrets: Secrets;
  /** For commands that borrow a right; throws where nobody lends one. */
  lend(): LentRight;
  readonly task: CardTask;
  readonly groups: readonly DataGroupNumber[];
}

export interface Command {
  readonly required: readonly SecretLine[];
  /** Whether it needs somebody's right. */
  readonly borrows?: true;
  /** Options that only it has. */
  readonly options?: readonly string[];
  /** Whether a suspended PIN makes it ask for the CAN too. */
  readonly resumes?: true;
  /** Whether success gives the PIN all its tries back. */
  readonly restoresTries?: true;
  run(parts: CommandParts): Promise<Outcome>;
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  state: { required: [], run: ({ terminal }) => terminal.readState() },
  'verify-pin': {
    required: ['pin'],
    resumes: true,
    restoresTries: true,
    run: ({ terminal, secrets }) =>
      terminal.verifyPin({ pin: secrets.get('pin'), ...optionalCan(secrets) }),
  },
  'change-pin': {
    required: ['pin', 'new-pin'],
    resumes: true,
    restoresTries: true,
    run: ({ terminal, secrets }) =>
      terminal.changePin({
        pin: secrets.get('pin'),
        newPin: secrets.get('new-pin'),
        ...optionalCan(secrets),
      }),
  },
  'resume-pin': {
    required: ['can', 'pin'],
    restoresTries: true,
    run: ({ terminal, secrets }) =>
      terminal.resumePin({ pin: secrets.get('pin'), can: secrets.get('can') }),
  },
  'unblock-pin': {
    required: ['puk'],
    restoresTries: true,
    run: ({ terminal, secrets }) => terminal.unblockPin({ puk: secrets.get('puk') }),
  },
  'reset-pin': {
    required: ['can', 'new-pin'],
    borrows: true,
    options: ['minimum-age'],
    restoresTries: true,
    run: ({ terminal, secrets, lend, task }) =>
      terminal.setPinByRight(
        { can: secrets.get('can'), newPin: secrets.get('new-pin') },
        lend(),
        { activate: 'never' },
        task,
      ),
  },
  'activate-eid': {
    required: ['can'],
    borrows: true,
    options: ['minimum-age'],
    run: (parts) => switchTo('activate', parts),
  },
  'deactivate-eid': {
    required: ['can'],
    borrows: true,
    run: (parts) => switchTo('deactivate', parts),
  },
  'read-data': {
    required: ['can'],
    borrows: true,
    options: ['groups'],
    run: ({ terminal, secrets, lend, task, groups }) =>
      terminal.readData({ can: secrets.get('can') }, lend(), groups, task),
  },
};

function switchTo(
  direction: 'activate' | 'deactivate',
  { terminal, secrets, lend, task }: CommandParts,
): Promise<Outcome> {
  return terminal.switchFunction({ can: secrets.get('can') }, lend(), direction, task);
}

function optionalCan(secrets: Secrets): { can?: Secret } {
  return secrets.has('can') ? { can: secrets.get('can') } : {};
}

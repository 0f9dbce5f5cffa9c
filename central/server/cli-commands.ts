import { ROLES, type Role } from '../contract/staff.ts';
import { branchNamed, createBranch, createCounter } from './branches/branches.ts';
import { type CliCall, UsageError } from './cli-options.ts';
import { QUEUE_COMMANDS } from './cli-queue.ts';
import type { Database } from './database/database.ts';
import { createEnrolmentCode } from './kiosks/enrolment.ts';
import { createAccount } from './staff/accounts.ts';
import { verifyAudit } from './terminal-authority/audit.ts';
import { readChainFolder } from './terminal-authority/chain-files.ts';
import { importChain } from './terminal-authority/chain-table.ts';
import { lastDayOf, refuseEnded } from './terminal-authority/chains.ts';

/** What IT does at a shell: set up branches, renew certificates, check the audit. */

export interface CommandParts {
  readonly database: Database;
  readonly flags: CliCall['flags'];
  readonly now: number;
  /** Asks for it, or reads it from a pipe. */
  readonly readPassword: () => Promise<string>;
}

export interface CommandOutcome {
  readonly sentence: string;
  readonly exitCode: 0 | 1;
}

export interface Command {
  /** What stands after the command's two words. */
  readonly takes: readonly string[];
  run(parts: CommandParts, ...words: readonly string[]): Promise<CommandOutcome | string>;
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  'audit verify': {
    takes: [],
    async run({ database }) {
      const finding = await verifyAudit(database);
      if (finding.kind === 'whole') {
        const { records, head } = finding;
        return `The audit is whole: ${records} records, the last with the hash ${head}.`;
      }
      const sentence = `The audit is broken at record ${finding.sequence}: ${finding.reason}.`;
      return { sentence, exitCode: 1 };
    },
  },
  'authority import': {
    takes: ['DIR'],
    async run({ database, now }, folder = '') {
      const chain = await readChainFolder(folder);
      refuseEnded(chain, now);
      const isNew = await importChain(database, chain, now);
      const { holderReference } = chain.terminal;
      return isNew
        ? `The chain of ${holderReference} is imported; it lasts until ${lastDayOf(chain)}.`
        : `The chain of ${holderReference} was imported before.`;
    },
  },
  'branch add': {
    takes: ['NAME'],
    async run({ database }, name = '') {
      const branch = await createBranch(database, { name });
      return `The branch ${branch.name} is added.`;
    },
  },
  'counter add': {
    takes: ['BRANCH', 'NAME'],
    async run({ database }, branchName = '', name = '') {
      const { id: branchId } = await branchNamed(database, branchName);
      await createCounter(database, { branchId, name });
      return `The counter ${name} is added to ${branchName}.`;
    },
  },
  'staff add': {
    takes: ['BRANCH', 'NAME'],
    async run({ database, flags, readPassword }, branchName = '', name = '') {
      const role = roleOf(flags.role);
      const { id: branchId } = await branchNamed(database, branchName);
      const { displayName = name } = flags;
      const password = await readPassword();
      await createAccount(database, { branchId, name, displayName, role, password });
      return `The account ${name} is added to ${branchName}.`;
    },
  },
  'kiosk code': {
    takes: ['BRANCH', 'KIOSKNAME'],
    async run({ database, now }, branchName = '', kioskName = '') {
      const { id: branchId } = await branchNamed(database, branchName);
      const { code } = await createEnrolmentCode(database, { branchId, kioskName, now });
      return code;
    },
  },
  ...QUEUE_COMMANDS,
};

/** Throws a `UsageError`, a `SetupError`, an `AuthorityError`. */
export async function runCommand(
  words: readonly string[],
  parts: CommandParts,
): Promise<CommandOutcome> {
  const { command, parameters } = findCommand(words);
  const outcome = await command.run(parts, ...parameters);
  return typeof outcome === 'string' ? { sentence: outcome, exitCode: 0 } : outcome;
}

/** Throws a `UsageError` where the words are no command with all it takes. */
export function findCommand(words: readonly string[]): {
  command: Command;
  parameters: readonly string[];
} {
  const name = words.slice(0, 2).join(' ');
  const parameters = words.slice(2).map((word) => word.trim());
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`There is no command "${words.join(' ')}".`);
  if (parameters.length !== command.takes.length || parameters.includes('')) {
    throw new UsageError(`${name} takes ${command.takes.join(' ') || 'nothing'}.`);
  }
  return { command, parameters };
}

function roleOf(text: string | undefined): Role {
  const role = ROLES.find((known) => known === text);
  if (role) return role;
  throw new UsageError(`--role must be ${ROLES.join(', ')}.`);
}

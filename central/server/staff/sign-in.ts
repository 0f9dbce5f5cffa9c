import type { Queries } from '../database/database.ts';
import type { Gate } from '../gate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { beginTry, forgetTries, type TryPolicy } from '../wrong-tries.ts';
import { findAccountKey } from './accounts.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

/**
 * Checks a name and a password. An unknown name is worked on, counted and locked like a known one,
 * so that nobody learns from outside which names there are.
 */
const SIGN_IN_POLICY: TryPolicy = {
  tries: 5,
  lockSeconds: 30,
  lockSecondsMax: 900,
  forgetSeconds: 12 * 60 * 60,
};

export interface SignInParts {
  readonly database: Queries;
  readonly now: () => number;
  readonly gate: Gate;
}

/** @returns the account's id. Rejects with a `ProblemError`. */
export type SignIn = (name: string, password: string) => Promise<string>;

export function createSignIn({ database, now, gate }: SignInParts): SignIn {
  const nobodysHash = hashPassword('of an account that is not there');
  nobodysHash.catch(() => undefined);
  const check = async (name: string, password: string): Promise<string> => {
    const account = await findAccountKey(database, name);
    // The database takes more spellings for one name than we could list; they share its tries.
    const subject = account
      ? `sign-in account ${account.id}`
      : `sign-in name ${name.normalize('NFC').toLowerCase()}`;
    const beginning = await beginTry(database, subject, SIGN_IN_POLICY, now());
    if (beginning.kind === 'locked') {
      throw new ProblemError(
        'sign-in-locked',
        'There were too many wrong tries with this name.',
        beginning.retryAfterSeconds,
      );
    }
    const isRight = await verifyPassword(account?.passwordHash ?? (await nobodysHash), password);
    if (account === undefined || !isRight) {
      throw new ProblemError('sign-in-wrong', 'The name or the password is wrong.');
    }
    await forgetTries(database, subject);
    return account.id;
  };
  // Whoever is sent away because the server is busy has not tried.
  return (name, password) => gate(() => check(name, password));
}

import { createHash } from 'node:crypto';
import { AuthorityError } from './authority-error.ts';
import type { AuthorityKeys } from './authority-keys.ts';
import { type FunctionList, loadFunctionList } from './pkcs11/function-list.ts';
import { Pkcs11Error } from './pkcs11/return-values.ts';
import {
  initialize,
  openTokenSession,
  type TokenPlace,
  type TokenSession,
} from './pkcs11/token-session.ts';

/**
 * Keys in a PKCS #11 token, reached through one session, one call after the other. A session that
 * breaks (token pulled, HSM restarted) is opened anew at the next call. The PIN stays in memory for
 * that, as it does in the module.
 */
export interface TokenOptions extends TokenPlace {
  /** The module's file. */
  readonly module: string;
  readonly pin: Uint8Array;
}

/** An HSM across a network answers in tens of milliseconds. */
const ANSWER_DEADLINE_MS = 3_000;
/** More than all kiosks of a city ask for at once; beyond that something is wrong. */
const WAITING_MAX = 64;

export async function openKeysInToken(options: TokenOptions): Promise<AuthorityKeys> {
  const list = loadFunctionList(options.module);
  const connection = new TokenConnection(list, options);
  const queue = new Queue();
  const use = <Result>(work: (session: TokenSession) => Promise<Result>): Promise<Result> =>
    queue.add(() => connection.use(work));
  await use((session) => session.keyNames());
  return {
    place: 'token',
    names: () => use((session) => session.keyNames()),
    sign(name, message, hash) {
      const digest = createHash(hash).update(message).digest();
      return use((session) => session.sign(name, digest));
    },
    close: () => queue.add(() => connection.close()).catch(() => {}),
  };
}

class TokenConnection {
  #session: TokenSession | undefined;
  #pinFault: AuthorityError | undefined;
  readonly #list: FunctionList;
  readonly #options: TokenOptions;

  constructor(list: FunctionList, options: TokenOptions) {
    this.#list = list;
    this.#options = options;
  }

  /** An old session that fails gives way to a new one, once. */
  async use<Result>(work: (session: TokenSession) => Promise<Result>): Promise<Result> {
    if (this.#session) {
      try {
        return await work(this.#session);
      } catch {
        await this.#drop();
      }
    }
    try {
      this.#session = await this.#open();
      return await work(this.#session);
    } catch (error) {
      await this.#drop();
      if (!(error instanceof Pkcs11Error)) throw error;
      const text = `The token does not sign: ${error.message}.`;
      throw new AuthorityError('key-unavailable', text, { cause: error });
    }
  }

  async close(): Promise<void> {
    await this.#drop();
    this.#options.pin.fill(0);
  }

  async #open(): Promise<TokenSession> {
    if (this.#pinFault) throw this.#pinFault;
    try {
      await initialize(this.#list);
      return await openTokenSession(this.#list, this.#options, this.#options.pin);
    } catch (error) {
      if (error instanceof AuthorityError && error.code === 'pin-wrong') this.#pinFault = error;
      throw error;
    }
  }

  /** Only a module started anew sees tokens that came or went. */
  async #drop(): Promise<void> {
    this.#session = undefined;
    await this.#list.call('C_Finalize', null).catch(() => {});
  }
}

/** A call into the module cannot be stopped: past its deadline the caller goes, the turn does not. */
class Queue {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  add<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#waiting >= WAITING_MAX) {
      return Promise.reject(unavailable('Too many signatures are waiting for the token.'));
    }
    this.#waiting += 1;
    const turn = this.#last.then(work);
    this.#last = turn
      .catch(() => {})
      .finally(() => {
        this.#waiting -= 1;
      });
    return withDeadline(turn);
  }
}

function withDeadline<Result>(work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(unavailable(`The token did not answer within ${ANSWER_DEADLINE_MS} ms.`)),
    ANSWER_DEADLINE_MS,
  );
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

function unavailable(message: string): AuthorityError {
  return new AuthorityError('key-unavailable', message);
}

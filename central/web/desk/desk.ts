import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Problem } from '../../contract/problem.ts';
import type { CounterPush, Session } from '../../contract/staff.ts';
import type { Api, Step } from '../link/api.ts';
import type { Answer } from '../link/exchange.ts';
import type { LaneLink, LaneLinkParts } from '../link/lane-link.ts';
import type { Preferences } from '../preferences.ts';
import { Calling } from './calling.ts';
import type { DeskEnds } from './desk-ends.ts';
import {
  answered,
  chose,
  chosenIn,
  type DeskState,
  FIRST_STATE,
  focused,
  isReadyToApprove,
  mayAnswer,
  pushed,
  signedIn,
  signedOut,
  type Trouble,
  ticked,
  type Work,
  working,
} from './desk-state.ts';
import { Lead } from './lead.ts';
import { Terminals } from './terminals.ts';

/** Joins the state of the page to the central system, the sound and what the browser remembers. */

export interface DeskParts {
  readonly api: Api;
  readonly openLink: (
    ends: Pick<LaneLinkParts, 'lastVersion' | 'onPush' | 'onLost' | 'onOutdated'>,
  ) => LaneLink;
  /** Milliseconds since the epoch, by this browser's clock. */
  readonly now: () => number;
  readonly after: (delayMs: number, action: () => void) => void;
  readonly chime: () => void;
  readonly preferences: Preferences;
  readonly keep: (preferences: Preferences) => void;
}

export interface DeskView extends DeskState {
  readonly preferences: Preferences;
}

const SESSION_RETRY_MS = 3_000;

/** Another tab has signed in or changed the counter: what this page knew of its session is old. */
const SESSION_CHANGED: ReadonlySet<Problem['code']> = new Set(['csrf', 'counter-missing']);

export class Desk {
  readonly calling: Calling;
  readonly terminals: Terminals;
  readonly lead: Lead;
  readonly #parts: DeskParts;
  readonly #link: LaneLink;
  readonly #listeners = new Set<() => void>();
  #view: DeskView;
  #isBusy = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#view = { ...FIRST_STATE, preferences: parts.preferences };
    const ends: DeskEnds = {
      api: parts.api,
      state: this.current,
      change: (next) => this.#change(next),
      now: () => parts.now() + this.#view.clockOffsetMs,
      askAs: (question) => this.#askAs(question),
      explain: (answer, sign) => this.#explain(answer, sign),
    };
    this.calling = new Calling(ends);
    this.terminals = new Terminals(ends);
    this.lead = new Lead(ends);
    this.#link = parts.openLink({
      lastVersion: () => this.#view.lane?.version ?? null,
      onPush: (push) => this.#receive(push),
      onLost: (wasLet) => this.#lose(wasLet),
      onOutdated: () => this.#change({ ...this.#view, connection: 'outdated' }),
    });
  }

  readonly current = (): DeskView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async start(): Promise<void> {
    const answer = await this.#parts.api.readSession();
    if (answer.kind === 'ok') return this.#enter(answer.value);
    if (answer.kind === 'refused') return this.#leave('start');
    this.#tell({ kind: answer.kind });
    this.#parts.after(SESSION_RETRY_MS, () => void this.start());
  }

  async signIn(name: string, password: string): Promise<void> {
    const answer = await this.#ask(() => this.#parts.api.signIn(name, password));
    if (answer?.kind === 'ok') await this.#enter(answer.value);
    else if (answer) await this.#explain(answer, null);
  }

  async signOut(): Promise<void> {
    const answer = await this.#askAs(({ csrfToken }) => this.#parts.api.signOut(csrfToken));
    if (answer?.kind === 'ok') this.#leave('left');
    else if (answer) await this.#explain(answer, null);
  }

  askForCounter(isChoosingCounter: boolean): void {
    this.#change({ ...this.#view, isChoosingCounter });
  }

  async chooseCounter(counterId: string): Promise<void> {
    const answer = await this.#askAs(({ csrfToken }) =>
      this.#parts.api.chooseCounter(csrfToken, counterId),
    );
    if (answer?.kind === 'ok') {
      this.#change(signedIn(this.#view, answer.value));
      this.prefer({ counterId });
    } else if (answer) await this.#explain(answer, null);
  }

  prefer(difference: Partial<Preferences>): void {
    const preferences = { ...this.#view.preferences, ...difference };
    this.#parts.keep(preferences);
    this.#view = { ...this.#view, preferences };
    this.#notify();
  }

  /** E.g. since the browser says that the network is back. */
  retryNow(): void {
    this.#link.retryNow();
  }

  dismiss(): void {
    this.#tell(null);
  }

  choose(requestId: string): void {
    this.#change(chose(this.#view, requestId));
  }

  /** Takes the request where nobody has, and opens it for the last word. */
  async answer(mode: Work['mode'], request: FastLaneRequest | null): Promise<void> {
    if (!request) return;
    // First, since the push may be quicker than the answer, and the next key quicker than both.
    this.#change(working(chose(this.#view, request.id), mode));
    if (request.state === 'open' && !(await this.step(request, { kind: 'take' }))) return;
    if (mayAnswer(this.#view)) this.#change(focused(this.#view, 'panel'));
  }

  setMode(mode: Work['mode']): void {
    if (mayAnswer(this.#view)) this.#change(focused(working(this.#view, mode), 'panel'));
  }

  tick(index: number): void {
    this.#change(ticked(this.#view, index));
  }

  async approve(): Promise<void> {
    if (isReadyToApprove(this.#view)) await this.#finish({ kind: 'approve' });
  }

  async refuse(): Promise<void> {
    const { work } = this.#view;
    if (work?.mode !== 'refuse' || work.reason === null) return;
    await this.#finish({ kind: 'refuse', reason: work.reason });
  }

  async giveBack(): Promise<void> {
    await this.#finish({ kind: 'release' });
  }

  async serve(request: FastLaneRequest): Promise<void> {
    if (await this.step(request, { kind: 'serve' })) this.#change(focused(this.#view, 'list'));
  }

  /** Chooses with the keyboard, which goes along. */
  moveTo(requestId: string | null): void {
    this.#change(focused(chose(this.#view, requestId), 'list'));
  }

  async step(request: FastLaneRequest, step: Step): Promise<boolean> {
    const answer = await this.#askAs(({ csrfToken }) =>
      this.#parts.api.step(csrfToken, request, step),
    );
    if (answer?.kind === 'ok') this.#change(answered(this.#view, answer.value));
    else if (answer) await this.#explain(answer, request.callSign);
    return answer?.kind === 'ok';
  }

  /** The last word on the chosen request; then the keyboard goes back to the list. */
  async #finish(step: Step): Promise<void> {
    const request = chosenIn(this.#view);
    if (!request || !mayAnswer(this.#view)) return;
    if (await this.step(request, step)) {
      this.#change(focused({ ...this.#view, work: null }, 'list'));
    }
  }

  #receive(push: CounterPush): void {
    if (push.kind === 'signed-out') {
      this.#leave('ended');
      return;
    }
    const versionBefore = this.#view.lane?.version ?? null;
    this.#change(pushed(this.#view, push, this.#parts.now()));
    this.calling.hear(push, versionBefore);
  }

  #lose(wasLet: boolean): void {
    this.#change({ ...this.#view, connection: 'lost' });
    // A refused link looks like a broken one from within a page.
    if (!wasLet) void this.#checkSession();
  }

  async #enter(session: Session): Promise<void> {
    this.#change(signedIn(this.#view, session));
    this.#link.start();
    const { counterId } = this.#view.preferences;
    const isKnown = session.counters.some(({ id }) => id === counterId);
    if (this.#view.isChoosingCounter && counterId !== null && isKnown) {
      await this.chooseCounter(counterId);
    }
  }

  #leave(why: 'start' | 'ended' | 'left'): void {
    this.#link.stop();
    this.#change(signedOut(this.#view, why));
  }

  async #checkSession(): Promise<void> {
    const answer = await this.#parts.api.readSession();
    if (!this.#session()) return;
    if (answer.kind === 'refused') this.#leave('ended');
    if (answer.kind !== 'ok') return;
    const { trouble } = this.#view;
    this.#change({ ...signedIn(this.#view, answer.value), trouble });
  }

  async #explain(
    answer: Exclude<Answer<unknown>, { kind: 'ok' }>,
    callSign: string | null,
  ): Promise<void> {
    if (answer.kind !== 'refused') {
      const isUnsure = answer.kind === 'unreachable' && callSign !== null;
      return this.#tell(isUnsure ? { kind: 'unanswered', callSign } : { kind: answer.kind });
    }
    const { code, retryAfterSeconds = 0 } = answer.problem;
    if (code === 'not-signed-in') return this.#leave('ended');
    this.#tell(
      code === 'sign-in-locked'
        ? { kind: 'locked', endsAt: this.#parts.now() + retryAfterSeconds * 1_000 }
        : { kind: 'refused', code, callSign },
    );
    if (SESSION_CHANGED.has(code)) await this.#checkSession();
  }

  #askAs<Value>(question: (session: Session) => Promise<Answer<Value>>) {
    const session = this.#session();
    return session ? this.#ask(() => question(session)) : Promise.resolve(null);
  }

  /** One question at a time: a second press while the first is under way means the same. */
  async #ask<Value>(question: () => Promise<Answer<Value>>): Promise<Answer<Value> | null> {
    if (this.#isBusy) return null;
    this.#isBusy = true;
    this.#tell(null);
    try {
      return await question();
    } finally {
      this.#isBusy = false;
    }
  }

  #session(): Session | null {
    const { who } = this.#view;
    return who.kind === 'signed-in' ? who.session : null;
  }

  #tell(trouble: Trouble | null): void {
    this.#change({ ...this.#view, trouble });
  }

  #change(next: DeskState): void {
    const isNews = next.news.serial !== this.#view.news.serial;
    this.#view = { ...next, preferences: this.#view.preferences };
    if (isNews && this.#view.preferences.sound) this.#parts.chime();
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

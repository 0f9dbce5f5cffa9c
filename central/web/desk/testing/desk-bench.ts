import type { FastLaneRequest } from '../../../contract/fast-lane.ts';
import type { ProblemCode } from '../../../contract/problem.ts';
import type { EntryStep, NextAnswer, QueueEntry } from '../../../contract/queue.ts';
import type { AppointmentList } from '../../../contract/queue-configuration.ts';
import type { CounterPush, Session } from '../../../contract/staff.ts';
import { at, MINE, NOON, SESSION } from '../../lane/testing/requests.ts';
import type { Api, Step } from '../../link/api.ts';
import type { Answer } from '../../link/exchange.ts';
import type { LaneLinkParts } from '../../link/lane-link.ts';
import type { CheckInAnswer, QueueApi } from '../../link/queue-api.ts';
import type { Preferences } from '../../preferences.ts';
import { HERE, NO_SWITCHES, SET_UP } from '../../queue/testing/entries.ts';
import { Desk } from '../desk.ts';
import { press } from '../press.ts';

/** A desk whose central system answers as a test says. */

export const ok = <Value>(value: Value): Answer<Value> => ({ kind: 'ok', value });
export const no = (code: ProblemCode, retryAfterSeconds?: number): Answer<never> => ({
  kind: 'refused',
  problem: {
    type: 'about:blank',
    status: 409,
    code,
    title: '',
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  },
});

export const PREFERENCES: Preferences = {
  language: 'de',
  sound: true,
  shortcuts: true,
  counterId: null,
  readAlarms: [],
};
export const NO_COUNTER: Session = { ...SESSION, counter: null };

const STATE_AFTER = {
  take: MINE,
  release: { state: 'open', takenBy: null },
  approve: { ...MINE, state: 'approved' },
  refuse: { ...MINE, state: 'refused', ticket: 'waiting' },
  serve: { ticket: 'served' },
  continue: {},
} as const satisfies Record<Step['kind'], Partial<FastLaneRequest>>;

export class DeskBench {
  readonly desk: Desk;
  readonly answers: {
    session: Answer<Session>;
    signIn: Answer<Session>;
    step: Answer<never> | null;
    next: Answer<NextAnswer>;
    appointments: AppointmentList['appointments'];
    checkIn: Answer<CheckInAnswer>;
  } = {
    session: ok(SESSION),
    signIn: ok(SESSION),
    step: null,
    next: ok({ kind: 'nobody' }),
    appointments: [],
    checkIn: ok({ kind: 'unknown-code' }),
  };
  /** What the queue was asked, and while it is set the answers wait. */
  readonly asked: string[] = [];
  held: Promise<void> | null = null;
  readonly steps: string[] = [];
  readonly retries: (() => void)[] = [];
  chimes = 0;
  isLinked = false;
  kept: Preferences;
  /** What the link tells the desk. */
  link: Pick<LaneLinkParts, 'lastVersion' | 'onPush' | 'onLost' | 'onOutdated'>;
  #version = 1;
  #seconds = 0;

  constructor(preferences: Preferences = PREFERENCES) {
    this.kept = preferences;
    let link: DeskBench['link'] | undefined;
    this.desk = new Desk({
      api: this.#api(),
      openLink: (given) => {
        link = given;
        return {
          start: () => {
            this.isLinked = true;
          },
          stop: () => {
            this.isLinked = false;
          },
          retryNow: () => undefined,
        };
      },
      now: () => NOON,
      after: (_ms, action) => this.retries.push(action),
      chime: () => {
        this.chimes++;
      },
      preferences,
      keep: (preferred) => {
        this.kept = preferred;
      },
    });
    if (!link) throw new Error('the desk opens no link');
    this.link = link;
  }

  /** Signed in, at a counter, with these requests in the list. */
  async begin(...requests: FastLaneRequest[]): Promise<void> {
    await this.#begin(requests, []);
  }

  /** Signed in, at a counter, with these people in the queue. */
  async beginQueue(...entries: QueueEntry[]): Promise<void> {
    await this.#begin([], entries);
  }

  push(push: CounterPush): void {
    this.link.onPush(push);
  }

  change(request: FastLaneRequest): void {
    const changedAt = at(++this.#seconds);
    const version = ++this.#version;
    this.push({ kind: 'change', version, request: { ...request, changedAt }, at: at(0) });
  }

  async key(action: Parameters<typeof press>[1]): Promise<void> {
    press(this.desk, action);
    await this.settled();
  }

  settled(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve));
  }

  async #begin(requests: FastLaneRequest[], entries: QueueEntry[]): Promise<void> {
    await this.desk.start();
    const [version, alarms, switches] = [this.#version, [], NO_SWITCHES];
    const kind = 'snapshot' as const;
    this.push({ kind, version, requests, alarms, entries, switches, at: at(0) });
    await this.settled();
  }

  pushEntry(entry: QueueEntry): void {
    this.push({ kind: 'entry', version: ++this.#version, entry, at: at(0) });
  }

  #queueApi(): QueueApi {
    const asked = async <Value>(words: string, answer: Answer<Value>): Promise<Answer<Value>> => {
      this.asked.push(words);
      await this.held;
      return answer;
    };
    return {
      readSetUp: async () => ok(SET_UP),
      next: () => asked('next', this.answers.next),
      step: (_token, entryId, step) => {
        const entry = this.desk.current().calling.queue?.entries.get(entryId);
        if (!entry) throw new Error('the test steps with nobody');
        const changed = entryAfter(entry, step, at(1_000 + ++this.#seconds));
        return asked(`${step.kind} ${entry.ticket}`, this.answers.step ?? ok(changed));
      },
      pause: (_token, pauses) => asked(`pause ${pauses}`, ok(pauses)),
      giveTicket: (_token, _id, { serviceId }) => asked(`ticket ${serviceId}`, no('conflict')),
      issue: (_token, { serviceId, issues }) => asked(`issue ${serviceId} ${issues}`, ok(issues)),
      appointments: async () => ok(this.answers.appointments),
      checkIn: (_token, _id, code) => asked(`check in ${code}`, this.answers.checkIn),
      list: async () => no('conflict'),
    };
  }

  #api(): Api {
    return {
      readSession: async () => this.answers.session,
      signIn: async () => this.answers.signIn,
      signOut: async () => ok(null),
      chooseCounter: async () => ok(SESSION),
      step: async (_token, request, step) => {
        this.steps.push(`${step.kind} ${request.callSign}`);
        const changedAt = at(++this.#seconds);
        return this.answers.step ?? ok({ ...request, ...STATE_AFTER[step.kind], changedAt });
      },
      listKiosks: async () => ok([]),
      makeEnrolmentCode: async () => no('role-missing'),
      queue: this.#queueApi(),
      lead: { report: async () => no('role-missing'), writeSetUp: async () => no('role-missing') },
    };
  }
}

const STATES: Partial<Record<EntryStep['kind'], QueueEntry['state']>> = {
  call: 'called',
  serve: 'serving',
  finish: 'done',
  miss: 'missed',
};

function entryAfter(entry: QueueEntry, { kind }: EntryStep, changedAt: string): QueueEntry {
  const called = kind === 'call' ? { counter: HERE, calledAt: changedAt } : {};
  return { ...entry, ...called, state: STATES[kind] ?? entry.state, changedAt };
}

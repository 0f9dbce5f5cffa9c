import type { EntryStep, QueueEntry, QueueList } from '../../contract/queue.ts';
import type { AppointmentList } from '../../contract/queue-configuration.ts';
import type { Issuing, StaffTicket, TicketAnswer, TicketGiven } from '../link/queue-api.ts';
import {
  type CallingState,
  callingWith,
  knowsServices,
  pausesAt,
  sectionsAt,
} from '../queue/calling-state.ts';
import {
  type Queue,
  type QueuePush,
  queueWithAnswer,
  queueWithIssuing,
  queueWithPause,
} from '../queue/queue.ts';
import type { DeskEnds } from './desk-ends.ts';
import { counterIn, focused, type Notice } from './desk-state.ts';

/** Calls people to this counter, and moves them on. */
export class Calling {
  readonly #ends: DeskEnds;
  #isReadingSetUp = false;

  constructor(ends: DeskEnds) {
    this.#ends = ends;
  }

  choose(entryId: string | null): void {
    this.#change({ ...this.#calling(), chosen: entryId });
  }

  /** Chooses with the keyboard, which goes along. */
  moveTo(entryId: string | null): void {
    this.choose(entryId);
    this.#ends.change(focused(this.#ends.state(), 'list'));
  }

  /** Chooses, and goes to what may be done with the chosen one. */
  open(entryId: string): void {
    this.choose(entryId);
    this.#ends.change(focused(this.#ends.state(), 'panel'));
  }

  /** With somebody in hand nobody is called, so that a double press skips nobody. */
  async next(): Promise<void> {
    if (!this.#isLive()) return;
    const { inHand } = sectionsAt(this.#calling(), this.#moment());
    if (inHand) return this.#notice('in-hand', inHand.ticket);
    if (pausesAt(this.#calling(), this.#moment().counterId)) return this.#notice('pauses');
    const { api, askAs, explain } = this.#ends;
    const answer = await askAs(({ csrfToken }) => api.queue.next(csrfToken));
    if (answer?.kind !== 'ok') return answer ? explain(answer, null) : undefined;
    if (answer.value.kind === 'nobody') return this.#notice('nobody-waits');
    this.#keep(answer.value.entry);
  }

  /** @returns whether it took effect */
  async step(entry: QueueEntry, step: EntryStep): Promise<boolean> {
    if (!this.#isLive()) return false;
    const { inHand } = sectionsAt(this.#calling(), this.#moment());
    if (step.kind === 'call' && inHand && inHand.id !== entry.id) {
      this.#notice('in-hand', inHand.ticket);
      return false;
    }
    const { api, askAs, explain } = this.#ends;
    const answer = await askAs(({ csrfToken }) => api.queue.step(csrfToken, entry.id, step));
    if (answer?.kind === 'ok') this.#keep(answer.value);
    else if (answer) await explain(answer, entry.ticket);
    return answer?.kind === 'ok';
  }

  async togglePause(): Promise<void> {
    const { counterId } = this.#moment();
    if (counterId === null || !this.#isLive()) return;
    const pauses = !pausesAt(this.#calling(), counterId);
    const { api, askAs, explain } = this.#ends;
    const answer = await askAs(({ csrfToken }) => api.queue.pause(csrfToken, pauses));
    if (answer?.kind === 'ok') {
      this.#changeQueue((queue) => queueWithPause(queue, counterId, answer.value));
    } else if (answer) await explain(answer, null);
  }

  /** Whether terminals give tickets for a service. */
  async issue(issuing: Issuing): Promise<void> {
    if (!this.#isLive()) return;
    const { api, askAs, explain } = this.#ends;
    const answer = await askAs(({ csrfToken }) => api.queue.issue(csrfToken, issuing));
    if (answer?.kind === 'ok') {
      this.#changeQueue((queue) => queueWithIssuing(queue, issuing.serviceId, answer.value));
    } else if (answer) await explain(answer, null);
  }

  /** @param id asked for again under the same id it is the same ticket */
  async giveTicket(id: string, ticket: StaffTicket): Promise<TicketAnswer | null> {
    if (!this.#isLive()) return null;
    const { api, askAs, explain } = this.#ends;
    const answer = await askAs(({ csrfToken }) => api.queue.giveTicket(csrfToken, id, ticket));
    if (answer?.kind !== 'ok') {
      if (answer) await explain(answer, null);
      return null;
    }
    const { value } = answer;
    if (value.kind === 'given') this.#keep(value.entry);
    else this.#notice(value.kind);
    return value;
  }

  /** Whoever is here, early or late as they may be. @param id one id is one entry */
  async checkIn(id: string, code: string): Promise<TicketGiven | null> {
    if (!this.#isLive()) return null;
    const { api, askAs, explain } = this.#ends;
    const answer = await askAs(({ csrfToken }) => api.queue.checkIn(csrfToken, id, code));
    if (answer?.kind !== 'ok') {
      if (answer) await explain(answer, null);
      return null;
    }
    const { value } = answer;
    if (value.kind !== 'given') {
      this.#notice(value.kind);
      return null;
    }
    this.#keep(value.entry);
    return value;
  }

  /** Today's appointments, in the order of their times. */
  async appointments(): Promise<AppointmentList['appointments'] | null> {
    const { api, explain } = this.#ends;
    const answer = await api.queue.appointments();
    if (answer.kind === 'ok') return answer.value;
    await explain(answer, null);
    return null;
  }

  /** Today's by the beginning of their tickets, also those that are over. */
  async list(search: string): Promise<QueueList | null> {
    const { api, explain } = this.#ends;
    const answer = await api.queue.list(search);
    if (answer.kind === 'ok') return answer.value;
    await explain(answer, null);
    return null;
  }

  /**
   * A set-up is not pushed. It is read with each new list, when an entry names what it does not
   * know, and when the version grows without anything being told.
   */
  hear(push: QueuePush, versionBefore: number | null): void {
    const isSilentChange =
      push.kind === 'beat' && versionBefore !== null && push.version > versionBefore;
    const isNew = push.kind === 'snapshot' || isSilentChange;
    const isStale = push.kind === 'entry' && !knowsServices(this.#calling());
    if (isNew || isStale) void this.readSetUp();
  }

  async readSetUp(): Promise<void> {
    if (this.#isReadingSetUp) return;
    this.#isReadingSetUp = true;
    const answer = await this.#ends.api.queue.readSetUp();
    this.#isReadingSetUp = false;
    // What fails is tried again with the next list; the link says whether the page is live.
    if (answer.kind === 'ok') this.#change({ ...this.#calling(), setUp: answer.value });
  }

  /** A call that nobody may hear of is refused here, since the list it is made from is old. */
  #isLive(): boolean {
    const isLive = this.#ends.state().connection === 'live';
    if (!isLive) this.#notice('not-live');
    return isLive;
  }

  #keep(entry: QueueEntry): void {
    this.#changeQueue((queue) => queueWithAnswer(queue, entry));
  }

  #changeQueue(change: (queue: Queue) => Queue): void {
    const calling = this.#calling();
    if (calling.queue === null) return;
    this.#change(callingWith(calling, change(calling.queue), this.#moment()));
  }

  #notice(notice: Notice, ticket: string | null = null): void {
    this.#ends.change({ ...this.#ends.state(), trouble: { kind: 'notice', notice, ticket } });
  }

  #moment() {
    return { counterId: counterIn(this.#ends.state())?.id ?? null, now: this.#ends.now() };
  }

  #calling(): CallingState {
    return this.#ends.state().calling;
  }

  #change(calling: CallingState): void {
    this.#ends.change({ ...this.#ends.state(), calling });
  }
}

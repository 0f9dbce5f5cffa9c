import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import { createCatchUp } from '../queue/catch-up.ts';
import { createQueueDesk, type QueueDesk } from '../queue-desk.ts';
import { createOurQueue } from '../sync/adapters/ours.ts';
import type { CentralAnswer, Question } from '../sync/ask-central.ts';
import { type CentralClient, createCentralClient } from '../sync/central-client.ts';
import type { KioskIdentity } from '../sync/kiosk-identity.ts';

/**
 * A real desk of the queue on a real ledger, in a field where questions are lost, answers are lost,
 * questions come late, power fails, disks are replaced, and clocks jump.
 */

export type Field =
  | 'fine'
  | 'no-question'
  | 'no-answer'
  | 'late'
  /** The so-manieth question arrives, and the terminal dies before its answer does. */
  | { readonly powerCutAt: number };

/** A paper in the hands of a visitor. */
export interface Paper {
  /** Under which the ticket was asked for. */
  readonly id: string;
  readonly number: string;
  /** The true day, not the terminal's. */
  readonly day: string;
  readonly followToken: string;
}

export interface FieldKioskParts {
  readonly identity: KioskIdentity;
  readonly folder: string;
  /** The true time. */
  readonly now: () => number;
}

interface LateQuestion {
  readonly askedAt: number;
  deliver(): Promise<unknown>;
}

/** So long the central system believes a signature, and so long a new disk takes at least. */
const SIGNATURE_LIVES_MS = 5 * 60_000;
const UNREACHABLE = { kind: 'unreachable' } as const;

export class FieldKiosk {
  readonly papers: Paper[] = [];
  /** Of papers whose tickets lay on a disk that was replaced: nobody else knows of them. */
  readonly forgotten = new Set<string>();
  /** How wrong its clock is. */
  clockErrorMs = 0;
  private readonly parts: FieldKioskParts;
  private readonly client: CentralClient;
  private field: Field = 'fine';
  private questions = 0;
  private askedFor = '';
  private late: LateQuestion[] = [];
  private ledger!: Ledger;
  private desk!: QueueDesk;
  private catchUp!: () => Promise<unknown>;
  private transactionId = '';

  constructor(parts: FieldKioskParts) {
    this.parts = parts;
    const { identity, now } = parts;
    this.client = createCentralClient({ identity, now, log: () => {} });
    this.start();
  }

  /** A visitor who taps twice. */
  async tap(field: Field, serviceId: string): Promise<void> {
    const { ledger, desk } = this;
    this.transactionId = randomUUID();
    ledger.open({ id: this.transactionId, service: 'take-ticket' });
    const outcomes = await this.through(field, () =>
      Promise.all([desk.takeTicket({ serviceId }), desk.takeTicket({ serviceId })]),
    );
    if (outcomes === 'died') return;
    const [outcome, again] = outcomes;
    if (JSON.stringify(outcome) !== JSON.stringify(again)) throw new Error('two tickets of a tap');
    if (outcome.kind === 'given') {
      const [, followToken = ''] = outcome.ticket.followUrl?.split('#') ?? [];
      const { number } = outcome.ticket;
      this.papers.push({ id: this.askedFor, number, day: this.trueDay(), followToken });
      desk.notePaper('printed');
    }
    ledger.close(this.transactionId, { result: 'cancelled', ticket: false });
  }

  async sync(field: Field): Promise<void> {
    await this.through(field, this.catchUp);
  }

  restart(): void {
    this.ledger.shut();
    this.start();
  }

  replaceDisk(): void {
    for (const { followToken } of this.unreported()) this.forgotten.add(followToken);
    this.late = [];
    this.ledger.shut();
    rmSync(dirname(this.file), { recursive: true });
    this.start();
  }

  /** Questions that the network has kept arrive, except those that are too old to be believed. */
  async deliverLate(): Promise<void> {
    const { late } = this;
    this.late = [];
    for (const { askedAt, deliver } of late) {
      if (this.parts.now() - askedAt < SIGNATURE_LIVES_MS) await deliver();
    }
  }

  unreported() {
    return this.ledger.tickets.unreported(1_000);
  }

  notices() {
    return this.ledger.pendingNotices().map(({ need }) => need);
  }

  shut(): void {
    this.ledger.shut();
  }

  private get file(): string {
    return join(this.parts.folder, this.parts.identity.kioskId, 'ledger.sqlite');
  }

  private start(): void {
    const now = (): number => this.parts.now() + this.clockErrorMs;
    const ledger = openLedger({ file: this.file, now });
    const client = { ask: this.askThroughField.bind(this) };
    const system = createOurQueue({ client, lastCalled: () => null });
    const end = new AbortController();
    this.ledger = ledger;
    this.catchUp = createCatchUp({
      ...{ system, ledger, signal: end.signal, log: () => {}, onNotice: () => {} },
    });
    this.desk = createQueueDesk({
      ...{
        system,
        ledger,
        now,
        timeZone: 'Europe/Berlin',
        followPage: 'https://x.example/follow/',
      },
      currentId: () => this.transactionId,
      log: () => {},
      onLeasedNumberGiven: () => {},
    });
  }

  /** What a dead process still does is nobody's. */
  private async through<Result>(
    field: Field,
    work: () => Promise<Result>,
  ): Promise<Result | 'died'> {
    this.field = field;
    this.questions = 0;
    const { ledger } = this;
    try {
      const result = await work();
      return this.ledger === ledger ? result : 'died';
    } catch (error) {
      if (this.ledger === ledger) throw error;
      return 'died';
    }
  }

  private async askThroughField<Answer>(
    question: Question<Answer>,
  ): Promise<CentralAnswer<Answer>> {
    const { field } = this;
    if (question.name === 'ticket') this.askedFor = basename(question.path);
    if (field === 'late') {
      const deliver = () => this.client.ask(question);
      this.late.push({ askedAt: this.parts.now(), deliver });
    }
    if (field === 'late' || field === 'no-question') return UNREACHABLE;
    this.questions += 1;
    const answer = await this.client.ask(question);
    if (typeof field === 'object' && field.powerCutAt === this.questions) {
      this.field = 'no-question';
      this.restart();
    }
    return field === 'no-answer' ? UNREACHABLE : answer;
  }

  private trueDay(): string {
    return new Date(this.parts.now()).toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });
  }
}

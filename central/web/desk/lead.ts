import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import type { CapacityReport, ReportQuestion } from '../../contract/report.ts';
import type { Answer } from '../link/exchange.ts';
import type { Draft } from '../set-up/draft.ts';
import type { DeskEnds } from './desk-ends.ts';

/** How the queue is set up, while somebody edits it. */
export interface SetUpDraft {
  readonly accountId: string;
  /** As it was read. */
  readonly stored: QueueConfiguration;
  readonly draft: Draft;
  readonly isChanged: boolean;
}

/** What a lead asks for: the report, and how the queue is set up. Each null where it was refused. */
export class Lead {
  readonly #ends: DeskEnds;
  #draft: SetUpDraft | null = null;

  constructor(ends: DeskEnds) {
    this.#ends = ends;
  }

  async report(question: ReportQuestion): Promise<CapacityReport | null> {
    return this.#valueOf(await this.#ends.api.lead.report(question));
  }

  async setUp(): Promise<QueueConfiguration | null> {
    return this.#valueOf(await this.#ends.api.queue.readSetUp());
  }

  /** What this account has not saved yet. */
  draftOf(accountId: string): SetUpDraft | null {
    return this.#draft?.accountId === accountId && this.#draft.isChanged ? this.#draft : null;
  }

  keepDraft(draft: SetUpDraft | null): void {
    this.#draft = draft;
  }

  /** Overwrites nothing that somebody else has stored since it was read. */
  async saveSetUp(
    before: QueueConfiguration,
    configuration: QueueConfiguration,
  ): Promise<QueueConfiguration | 'changed-meanwhile' | null> {
    const { api, askAs } = this.#ends;
    const now = await this.setUp();
    if (now === null) return null;
    if (JSON.stringify(now) !== JSON.stringify(before)) return 'changed-meanwhile';
    const answer = await askAs(({ csrfToken }) => api.lead.writeSetUp(csrfToken, configuration));
    return answer && this.#valueOf(answer);
  }

  async #valueOf<Value>(answer: Answer<Value>): Promise<Value | null> {
    if (answer.kind === 'ok') return answer.value;
    await this.#ends.explain(answer, null);
    return null;
  }
}

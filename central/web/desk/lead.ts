import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import type { CapacityReport, ReportQuestion } from '../../contract/report.ts';
import type { Answer } from '../link/exchange.ts';
import type { DeskEnds } from './desk-ends.ts';

/** What a lead asks for: the report, and how the queue is set up. Each null where it was refused. */
export class Lead {
  readonly #ends: DeskEnds;

  constructor(ends: DeskEnds) {
    this.#ends = ends;
  }

  async report(question: ReportQuestion): Promise<CapacityReport | null> {
    return this.#valueOf(await this.#ends.api.lead.report(question));
  }

  async setUp(): Promise<QueueConfiguration | null> {
    return this.#valueOf(await this.#ends.api.queue.readSetUp());
  }

  async saveSetUp(configuration: QueueConfiguration): Promise<QueueConfiguration | null> {
    const { api, askAs } = this.#ends;
    const answer = await askAs(({ csrfToken }) => api.lead.writeSetUp(csrfToken, configuration));
    return answer && this.#valueOf(answer);
  }

  async #valueOf<Value>(answer: Answer<Value>): Promise<Value | null> {
    if (answer.kind === 'ok') return answer.value;
    await this.#ends.explain(answer, null);
    return null;
  }
}

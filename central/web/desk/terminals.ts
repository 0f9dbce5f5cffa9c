import type { EnrolmentCode, Kiosk } from '../link/api.ts';
import type { DeskEnds } from './desk-ends.ts';

/** The terminals of the branch, asked for since they are not pushed. */
export class Terminals {
  readonly #ends: DeskEnds;

  constructor(ends: DeskEnds) {
    this.#ends = ends;
  }

  async list(): Promise<readonly Kiosk[] | null> {
    const answer = await this.#ends.api.listKiosks();
    if (answer.kind === 'ok') return answer.value;
    await this.#ends.explain(answer, null);
    return null;
  }

  async makeEnrolmentCode(kioskName: string): Promise<EnrolmentCode | null> {
    const { api, askAs, explain } = this.#ends;
    const answer = await askAs(({ csrfToken }) => api.makeEnrolmentCode(csrfToken, kioskName));
    if (answer?.kind === 'ok') return answer.value;
    if (answer) await explain(answer, null);
    return null;
  }
}

import { Socket } from 'node:net';

/**
 * Sends what is written in one turn of the program in one piece: the statements of a pipeline are
 * then one system call, and wake the server once.
 */
export class GatheringSocket extends Socket {
  #isGathering = false;

  override cork(): void {
    this.#gather();
    super.cork();
  }

  override write(...written: unknown[]): boolean {
    this.#gather();
    return Reflect.apply(super.write, this, written);
  }

  #gather(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    super.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      this.uncork();
    });
  }
}

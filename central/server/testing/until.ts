import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_MS = 10_000;
const PROBE_INTERVAL_MS = 5;

/** Waits until `probe` holds. Throws an error that names what did not happen. */
export async function until(what: string, probe: () => boolean): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  while (!probe()) {
    if (performance.now() > end) throw new Error(`${what} did not happen in ${DEADLINE_MS} ms`);
    await sleep(PROBE_INTERVAL_MS);
  }
}

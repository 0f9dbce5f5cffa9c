import type { Clock } from '../../../../devices/kit/clock.ts';
import type { Central } from '../../central.ts';
import type { QueueSystem } from '../queue-system.ts';

/** As often as ZMS's own call displays ask: it has no way to push. */
const EVERY_MS = 5_000;

/** Asks who is called again and again, for each listener until it is stopped. */
export function watchCalled(
  system: Pick<QueueSystem, 'readCalled'>,
  clock: Clock,
): Central['watchCalled'] {
  return (listener) => {
    let isStopped = false;
    let timer: unknown;
    const ask = async (): Promise<void> => {
      const asked = await system.readCalled();
      if (isStopped) return;
      listener(
        asked.kind === 'answered' ? { kind: 'called', called: asked.body } : { kind: 'lost' },
      );
      timer = clock.setTimeout(ask, EVERY_MS);
    };
    timer = clock.setTimeout(ask, 0);
    return () => {
      isStopped = true;
      clock.clearTimeout(timer);
    };
  };
}

import type { RefObject } from 'react';
import type { QueueEntry } from '../../../contract/queue.ts';
import { useShown } from '../../desk/use-desk.ts';
import { serviceName } from '../../queue/calling-state.ts';
import { Button } from '../button.tsx';

interface FreeCardProps {
  readonly next: QueueEntry | null;
  /** Whether this counter serves anything. */
  readonly hasServices: boolean;
  readonly isPausing: boolean;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** In the place of the person at the counter, while there is none. */
export function FreeCard({ next, hasServices, isPausing, heading }: FreeCardProps) {
  const { desk, view, text } = useShown();
  const { hand, pause } = text.queue;
  const nobody = hasServices ? hand.nobody : hand.noServices;
  return (
    <section
      className={isPausing ? 'hand hand--free hand--pause' : 'hand hand--free'}
      aria-labelledby="hand-title"
    >
      <h2 id="hand-title" ref={heading} tabIndex={-1}>
        {isPausing ? pause.on : hand.empty}
      </h2>
      <p>
        {isPausing && pause.onHint}
        {!isPausing &&
          (next ? hand.nextIs(next.ticket, serviceName(view.calling, next.serviceId)) : nobody)}
      </p>
      <div className="hand-steps">
        {isPausing ? (
          <Button look="primary" shortcut="H" onPress={() => void desk.calling.togglePause()}>
            {pause.end}
          </Button>
        ) : (
          <>
            <Button look="primary" shortcut="N" onPress={() => void desk.calling.next()}>
              {hand.next}
            </Button>
            <Button look="secondary" shortcut="H" onPress={() => void desk.calling.togglePause()}>
              {pause.start}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

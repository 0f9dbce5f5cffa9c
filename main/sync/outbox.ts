import { eventsAnswer, type KioskEvent } from '../../central/contract/kiosk.ts';
import type { Clock } from '../../devices/kit/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log/log.ts';
import { createBackOff } from './back-off.ts';
import type { CentralClient } from './central-client.ts';

/**
 * Tells the central system what the ledger's outbox holds: in order, at least once, until it is
 * acknowledged. The receiver knows events by their ids, so that twice is as once.
 */
export interface OutboxPump {
  /** There is something new to tell, or somebody to tell it to. */
  wake(): void;
  stop(): void;
}

export interface OutboxPumpParts {
  readonly outbox: Ledger['outbox'];
  readonly client: Pick<CentralClient, 'ask'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onLedgerFault: (error: unknown) => void;
}

/** As many as the contract allows in one report. */
const EVENTS_MAX = 100;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

export function startOutboxPump(parts: OutboxPumpParts): OutboxPump {
  const { clock } = parts;
  const backOff = createBackOff({ firstMs: FIRST_RETRY_MS, longestMs: LONGEST_RETRY_MS });
  const end = new AbortController();
  let running = false;
  let isStale = false;
  let timer: unknown;

  const retryLater = (): void => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => void run(), backOff.failed());
  };
  const pump = async (): Promise<void> => {
    // One at a time after a report was refused, to find the event that is to blame.
    let limit = EVENTS_MAX;
    while (!end.signal.aborted) {
      const events = parts.outbox.waiting(limit);
      if (events.length === 0) return;
      const progress = await report(parts, events, end.signal);
      if (end.signal.aborted) return;
      if (progress === 'none') return retryLater();
      if (progress === 'refused') limit = 1;
      else backOff.succeeded();
    }
  };
  const run = async (): Promise<void> => {
    isStale = true;
    if (running) return;
    running = true;
    try {
      while (isStale && !end.signal.aborted) {
        isStale = false;
        await pump();
      }
    } catch (error) {
      parts.onLedgerFault(error);
      retryLater();
    } finally {
      running = false;
    }
  };

  return {
    wake: () => void run(),
    stop() {
      end.abort();
      clock.clearTimeout(timer);
    },
  };
}

async function report(
  { outbox, client, log }: OutboxPumpParts,
  events: readonly KioskEvent[],
  signal: AbortSignal,
): Promise<'some' | 'refused' | 'none'> {
  const answer = await client.ask(
    {
      name: 'events',
      method: 'POST',
      path: '/kiosk/events',
      body: { events },
      answer: eventsAnswer,
    },
    signal,
  );
  if (signal.aborted) return 'none';
  if (answer.kind === 'answered') {
    outbox.acknowledge(answer.body.stored);
    return answer.body.stored.length > 0 ? 'some' : 'none';
  }
  if (answer.kind !== 'refused' || answer.code !== 'malformed') return 'none';
  const [only, ...others] = events;
  if (!only || others.length > 0) return 'refused';
  outbox.park(only.id);
  log('central.event-parked', { eventId: only.id, event: only.kind });
  return 'some';
}

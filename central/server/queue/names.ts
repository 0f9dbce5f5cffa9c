import type { QueueConfiguration, QueueService } from '../../contract/queue-configuration.ts';
import type { KioskIdentity, StaffIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { AtCounter } from './entry-states.ts';

/** What a question names, in the configuration and in who asked. */

/** Throws a `ProblemError`: service-not-offered. */
export function serviceOf({ services }: QueueConfiguration, serviceId: string): QueueService {
  const service = services.find(({ id }) => id === serviceId);
  if (service) return service;
  throw new ProblemError('service-not-offered', 'This branch does not offer the service.');
}

/** Where whoever has a ticket of the service waits. */
export function placeOf({ queues, services }: QueueConfiguration, serviceId: string): string {
  const queueId = services.find(({ id }) => id === serviceId)?.queueId;
  return queues.find(({ id }) => id === queueId)?.place ?? '–';
}

/** Throws a `ProblemError`: counter-missing. */
export function counterOf({ counter, displayName }: StaffIdentity): AtCounter {
  if (counter === null) throw new ProblemError('counter-missing', 'Choose a counter first.');
  return { id: counter.id, name: counter.name, clerk: displayName };
}

export function kioskActor({ id, name }: KioskIdentity) {
  return { kind: 'kiosk', id, name } as const;
}

export function staffActor({ accountId, displayName }: StaffIdentity) {
  return { kind: 'staff', id: accountId, name: displayName } as const;
}

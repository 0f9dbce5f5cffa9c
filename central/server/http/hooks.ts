import type { FastifyRequest } from 'fastify';
import type { Role } from '../../contract/staff.ts';
import type { KioskIdentity, StaffIdentity } from './identities.ts';
import { ProblemError } from './problem-error.ts';

/**
 * Hooks for `preValidation`: the signature covers the body, so it must have been read, and nobody
 * unknown learns what a valid message looks like.
 */

const NO_BODY = new Uint8Array();

export interface StaffDemands {
  /** Left out: any role. */
  readonly roles?: readonly Role[];
  readonly counter?: 'needed';
}

export async function requireKiosk(request: FastifyRequest): Promise<void> {
  const { method, url, headers, rawBody } = request;
  const body = rawBody ?? NO_BODY;
  request.kiosk = await request.server.identify.kiosk({ method, url, headers, body });
}

export function requireStaff(
  demands: StaffDemands = {},
): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const { method, url, headers } = request;
    const staff = await request.server.identify.staff({ method, url, headers });
    if (demands.roles && !demands.roles.includes(staff.role)) {
      throw new ProblemError('role-missing', 'This is not for the role of this account.');
    }
    if (demands.counter === 'needed' && staff.counter === null) {
      throw new ProblemError('counter-missing', 'Choose a counter first.');
    }
    request.staff = staff;
  };
}

/** The kiosk that `requireKiosk` has let in. */
export function kioskOf({ kiosk }: FastifyRequest): KioskIdentity {
  if (!kiosk) throw new Error('a route reads the kiosk without the hook requireKiosk');
  return kiosk;
}

/** Whom `requireStaff` has let in. */
export function staffOf({ staff }: FastifyRequest): StaffIdentity {
  if (!staff) throw new Error('a route reads the staff without the hook requireStaff');
  return staff;
}

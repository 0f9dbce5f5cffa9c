import type { Role } from '../../contract/staff.ts';

/** Who sent a request, once the server has checked it. */

export interface KioskIdentity {
  readonly id: string;
  readonly name: string;
  readonly branchId: string;
}

export interface StaffIdentity {
  readonly sessionId: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly role: Role;
  readonly branchId: string;
  /** Where this session works; null until chosen. */
  readonly counter: { readonly id: string; readonly name: string } | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the hook `requireKiosk`. */
    kiosk?: KioskIdentity;
    /** Set by the hook `requireStaff`. */
    staff?: StaffIdentity;
  }
}

import type { IncomingHttpHeaders } from 'node:http';
import type { StaffSession } from '../staff/sessions.ts';
import type { KioskIdentity } from './identities.ts';
import type { Upgrades } from './upgrades.ts';

/** A request as it came, before anybody read anything into it. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** Finds out who sent a request. Each rejects with a `ProblemError`. */
export interface Identify {
  /** By its signature; a signature counts once. */
  kiosk(request: RawRequest): Promise<KioskIdentity>;
  /** By its cookie; where it changes something, or upgrades, by origin and token as well. */
  staff(request: Omit<RawRequest, 'body'>): Promise<StaffSession>;
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly identify: Identify;
    readonly upgrades: Upgrades;
  }
  interface FastifyRequest {
    /** The body as it came, where it was JSON. */
    rawBody: Uint8Array | null;
  }
}

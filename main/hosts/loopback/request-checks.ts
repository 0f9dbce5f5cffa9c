import type { IncomingMessage } from 'node:http';
import { ROLES, type Role } from '../../contract/roles.ts';
import type { HostIncidentCode } from '../host-incident.ts';

/** Why a request is turned away before anything is looked up for it. */
export interface Refusal {
  readonly status: 403 | 405;
  readonly code: HostIncidentCode;
}

/**
 * A page of any site can send requests to 127.0.0.1, under a name of its own too. A request must
 * name this very address, and come from one of our pages or from no page at all.
 */
export function checkRequest(request: IncomingMessage, port: number): Refusal | null {
  if (request.headers.host !== hostOf(port)) return { status: 403, code: 'host-header-refused' };
  const { origin } = request.headers;
  if (origin !== undefined && origin !== originOf(port)) {
    return { status: 403, code: 'origin-refused' };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, code: 'method-refused' };
  }
  return null;
}

/** As `checkRequest`, and the origin must be told: browsers always send it with a WebSocket. */
export function checkUpgrade(request: IncomingMessage, port: number): Refusal | null {
  const refusal = checkRequest(request, port);
  if (refusal !== null) return refusal;
  return request.headers.origin === undefined ? { status: 403, code: 'origin-refused' } : null;
}

/** Which screen asks for a link: its role, and its place among the screens of that role. */
export interface AskedLink {
  readonly role: Role;
  readonly place: number;
}

/** Reads `/link/<role>` or `/link/<role>/<place>`, where the role is one of those served. */
export function askedLink(url: string | undefined, roles: readonly Role[]): AskedLink | null {
  const [, name, place = '1'] = /^\/link\/([a-z-]+)(?:\/([1-9]))?$/.exec(url ?? '') ?? [];
  const role = ROLES.find((candidate) => candidate === name);
  return role !== undefined && roles.includes(role) ? { role, place: Number(place) } : null;
}

function hostOf(port: number): string {
  return `127.0.0.1:${port}`;
}

export function originOf(port: number): string {
  return `http://${hostOf(port)}`;
}

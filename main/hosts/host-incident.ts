import type { Role } from '../contract/roles.ts';

/**
 * Something a host turned away or repaired by itself, worth a line in the log. It never carries
 * what was sent: the code says which check refused, no more.
 */
export interface HostIncident {
  readonly code: HostIncidentCode;
  /** The screen concerned, where one is. */
  readonly role?: Role;
}

export type HostIncidentCode =
  /** Loopback: a request that fails the named check. */
  | 'host-header-refused'
  | 'origin-refused'
  | 'method-refused'
  | 'token-refused'
  | 'cookie-refused'
  | 'too-many-screens'
  /** A screen's link that was refused, or cut off by the host. */
  | 'link-taken'
  | 'link-silent'
  | 'link-clogged'
  | 'frame-not-text'
  | 'frame-too-large'
  /** Electron: a message over IPC that fails the named check. */
  | 'sender-refused'
  | 'payload-refused'
  /** Electron: something a page tried and may not. */
  | 'navigation-refused'
  | 'window-refused'
  | 'permission-refused'
  | 'download-refused'
  | 'request-refused'
  | 'certificate-refused'
  /** Electron: a renderer that had to be brought back. */
  | 'screen-crashed'
  | 'screen-hung'
  | 'screen-not-loaded'
  | 'child-process-gone'
  | 'relaunched'
  /** Electron: a promise of the host that it could not keep in time. */
  | 'display-missing'
  | 'screen-not-drawn'
  | 'wipe-failed'
  | 'screens-not-shown'
  | 'shut-down-failed';

export type ReportIncident = (incident: HostIncident) => void;

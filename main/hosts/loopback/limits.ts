export interface LoopbackLimits {
  /** How long a launch address may lie about unused. */
  readonly tokenLifetimeMs: number;
  /** Time between two pings; a screen that missed a whole interval is gone. */
  readonly heartbeatMs: number;
  /** Unsent bytes to one screen. A screen that reads so slowly shows the past. */
  readonly unsentBytesMax: number;
  /** How long screens may take to answer a close when the host stops. */
  readonly closeGraceMs: number;
}

export const LOOPBACK_LIMITS: LoopbackLimits = {
  tokenLifetimeMs: 2 * 60_000,
  heartbeatMs: 15_000,
  unsentBytesMax: 4 * 1024 * 1024,
  closeGraceMs: 1_000,
};

/** Screens of all roles together, those included that the core turns away. */
export const SCREENS_MAX = 16;
export const CONNECTIONS_MAX = 64;

/** Launch addresses not yet used, and browsers let in, for each role. The oldest goes first. */
export const TOKENS_PER_ROLE_MAX = 8;
export const SESSIONS_PER_ROLE_MAX = 16;

export const REQUEST_HEAD_BYTES_MAX = 8 * 1024;
export const REQUEST_HEAD_TIMEOUT_MS = 5_000;
export const REQUEST_TIMEOUT_MS = 10_000;
export const KEEP_ALIVE_MS = 5_000;

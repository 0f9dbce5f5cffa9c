import type { IncomingMessage } from 'node:http';
import { type RawData, WebSocket } from 'ws';
import type { FastLaneRequest } from '../../central/contract/fast-lane.ts';
import { type KioskPush, kioskPush } from '../../central/contract/kiosk.ts';
import type { ProblemCode } from '../../central/contract/problem.ts';
import type { CalledTicket } from '../../central/contract/queue.ts';
import { BEAT_SECONDS } from '../../central/contract/staff.ts';
import type { Clock } from '../../devices/kit/clock.ts';
import type { Log } from '../log/log.ts';
import { readJson, readRefusal } from './ask-central.ts';
import { createBackOff } from './back-off.ts';
import type { KioskIdentity } from './kiosk-identity.ts';
import { signRequest } from './sign-request.ts';

/**
 * The link over which the central system tells what becomes of this kiosk's latest request. It is
 * made again whenever it breaks or falls silent; what was missed comes with its first message.
 */
export interface CentralLink {
  close(): void;
}

export interface CentralLinkParts {
  readonly identity: KioskIdentity;
  readonly clock: Clock;
  readonly log: Log;
  /** Null: this kiosk has no request. */
  readonly onRequest: (request: FastLaneRequest | null) => void;
  readonly onCalled: (called: readonly CalledTicket[]) => void;
  /** The central system answers, after it did not or for the first time. */
  readonly onFound: () => void;
  readonly onLost: () => void;
}

const PATH = '/kiosk/link';
const HANDSHAKE_MS = 5_000;
/** Three beats missed: a broken line need not tell that it is. */
const SILENCE_MS = 3 * BEAT_SECONDS * 1_000;
const MESSAGE_BYTES_MAX = 16_384;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

export function openCentralLink(parts: CentralLinkParts): CentralLink {
  const { identity, clock, log } = parts;
  const backOff = createBackOff({ firstMs: FIRST_RETRY_MS, longestMs: LONGEST_RETRY_MS });
  let state: 'unknown' | 'found' | 'lost' = 'unknown';
  /** Why it last refused; told once, however often it is asked. */
  let refusal: ProblemCode | undefined;
  let socket: WebSocket | undefined;
  let timer: unknown;
  let isClosed = false;

  const become = (next: 'found' | 'lost'): void => {
    if (state === next || isClosed) return;
    state = next;
    log(next === 'found' ? 'central.found' : 'central.lost', {});
    if (next === 'found') parts.onFound();
    else parts.onLost();
  };
  const after = (ms: number, act: () => void): void => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(act, ms);
  };
  const connect = async (): Promise<void> => {
    const request = { method: 'GET', path: PATH, body: '' } as const;
    const headers = await signRequest(request, identity, clock.now());
    if (isClosed) return;
    const opening = new WebSocket(addressOf(identity), {
      headers,
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MESSAGE_BYTES_MAX,
      perMessageDeflate: false,
    });
    socket = opening;
    const watchSilence = (): void => after(SILENCE_MS, () => opening.terminate());
    // A failure also closes, and closing is what leads to the next try.
    opening.on('error', () => undefined);
    opening.on('unexpected-response', async (_, response) => {
      const code = await refusalIn(response);
      if (code && code !== refusal) log('central.refused', { question: 'link', code });
      refusal = code;
      opening.terminate();
    });
    opening.on('open', watchSilence);
    opening.on('message', (data) => {
      if (isClosed) return;
      const push = readPush(data);
      if (!push) return opening.terminate();
      watchSilence();
      backOff.succeeded();
      become('found');
      if (push.kind === 'request') parts.onRequest(push.request);
      if (push.kind === 'called') parts.onCalled(push.called);
    });
    opening.on('close', () => {
      if (isClosed) return;
      become('lost');
      after(backOff.failed(), () => void connect());
    });
  };

  void connect();
  return {
    close() {
      isClosed = true;
      clock.clearTimeout(timer);
      socket?.terminate();
    },
  };
}

function addressOf({ central }: KioskIdentity): string {
  return new URL(PATH, central.replace(/^http/, 'ws')).href;
}

async function refusalIn(response: IncomingMessage): Promise<ProblemCode | undefined> {
  try {
    return readRefusal(await readJson(response))?.code;
  } catch {
    return undefined;
  }
}

function readPush(data: RawData): KioskPush | undefined {
  try {
    return kioskPush.parse(JSON.parse(data.toString()));
  } catch {
    return undefined;
  }
}

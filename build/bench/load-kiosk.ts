import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { signRequest } from '../../central/server/testing/signed-kiosk.ts';
import type { KioskSeat } from './load-messages.ts';

/** A kiosk under load: signs like a real one, with the system's Ed25519, and keeps no connection. */
export interface LoadKiosk {
  linkHeaders(): Promise<Record<string, string>>;
  /** `onSent` is told once all is signed. @returns the status of the answer */
  open(requestId: string, onSent: () => void): Promise<number>;
  withdraw(requestId: string): Promise<number>;
}

export const KIOSK_LINK = '/kiosk/link';
/** The server gives a request up before. */
const ANSWER_DEADLINE_MS = 20_000;

export function loadKiosk(address: string, { id, privateKey }: KioskSeat): LoadKiosk {
  const der = Buffer.from(privateKey, 'base64');
  const keyObject = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const key = {
    publicKey: new Uint8Array(),
    sign: (data: Uint8Array) => sign(null, data, keyObject),
  };
  const headers = (method: string, path: string, body = '') =>
    signRequest({ method, path, body }, { key, keyId: id, now: Date.now() });
  const send = async (
    method: string,
    path: string,
    content: object,
    onSent: () => void = () => {},
  ): Promise<number> => {
    const body = JSON.stringify(content);
    const sending = request(new URL(path, address), {
      method,
      agent: false,
      headers: { ...(await headers(method, path, body)), 'content-type': 'application/json' },
      signal: AbortSignal.timeout(ANSWER_DEADLINE_MS),
    });
    onSent();
    sending.end(body);
    const [answer]: IncomingMessage[] = await once(sending, 'response');
    answer?.resume();
    return answer?.statusCode ?? 0;
  };
  return {
    linkHeaders: () => headers('GET', KIOSK_LINK),
    open: (requestId, onSent) =>
      send(
        'PUT',
        `/kiosk/fast-lane/${requestId}`,
        {
          transactionId: requestId,
          service: 'reset-pin',
          pinState: 'blocked',
          attempt: 1,
          activated: false,
        },
        onSent,
      ),
    withdraw: (requestId) =>
      send('POST', '/kiosk/events', {
        events: [
          {
            id: randomUUID(),
            at: new Date().toISOString(),
            kind: 'request-withdrawn',
            requestId,
          },
        ],
      }),
  };
}

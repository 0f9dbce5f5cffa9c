import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Database } from './database.ts';

/** `LISTEN` on a connection of its own that is made again whenever it is lost. */

const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 5_000;
/** A server that vanished without a word is noticed by the probe after the client's deadline. */
const PROBE_MS = 10_000;

interface Subscription {
  readonly channel: string;
  readonly listener: (payload: string) => void;
  readonly onGap: () => void;
}

export interface ServedChannels {
  readonly listen: Database['listen'];
  close(): Promise<void>;
}

export function listenServed(createClient: () => Client): ServedChannels {
  const subscriptions = new Set<Subscription>();
  const closed = new AbortController();
  let connecting: Promise<Client> | undefined;

  const connect = async (): Promise<Client> => {
    const client = createClient();
    let isReady = false;
    const probe = setInterval(() => {
      client.query('SELECT 1').catch(() => client.end().catch(() => undefined));
    }, PROBE_MS);
    client.on('notification', ({ channel, payload = '' }) => {
      for (const each of subscriptions) if (each.channel === channel) each.listener(payload);
    });
    client.on('error', () => undefined);
    client.once('end', () => {
      clearInterval(probe);
      if (isReady && connecting !== undefined) restore();
    });
    try {
      await client.connect();
      for (const channel of new Set([...subscriptions].map((each) => each.channel))) {
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      }
      isReady = true;
      return client;
    } catch (error) {
      clearInterval(probe);
      await client.end().catch(() => undefined);
      throw error;
    }
  };

  const reconnect = async (): Promise<Client> => {
    for (let waitMs = RETRY_FIRST_MS; ; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
      await sleep(waitMs, undefined, { signal: closed.signal });
      try {
        return await connect();
      } catch {
        closed.signal.throwIfAborted();
      }
    }
  };

  const restore = (): void => {
    connecting = reconnect();
    connecting.then(
      () => {
        for (const { onGap } of subscriptions) onGap();
      },
      () => undefined,
    );
  };

  return {
    listen: async (channel, listener, onGap) => {
      const subscription = { channel, listener, onGap };
      subscriptions.add(subscription);
      try {
        if (connecting === undefined) {
          connecting = connect();
          connecting.catch(() => {
            connecting = undefined;
          });
        }
        const client = await connecting;
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      } catch (error) {
        subscriptions.delete(subscription);
        throw error;
      }
      return async () => {
        subscriptions.delete(subscription);
      };
    },
    close: async () => {
      closed.abort();
      subscriptions.clear();
      const last = connecting;
      connecting = undefined;
      const client = await last?.catch(() => undefined);
      await client?.end();
    },
  };
}

import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Database } from './database/database.ts';
import { type DatabasePlace, openDatabase } from './database/open-database.ts';
import { DEFAULT_OFFERED_SERVICES } from './fast-lane/default-rights.ts';
import type { OfferedServices } from './fast-lane/offered-services.ts';
import { fastLaneRoutes } from './fast-lane/routes.ts';
import type { Log } from './log.ts';
import { pushLinks } from './push/links.ts';
import { queueRoutes } from './queue/routes.ts';
import { reportRoutes } from './report/routes.ts';
import { buildServer } from './server.ts';
import { openKeysInFiles } from './terminal-authority/keys-in-files.ts';
import { openKeysInToken, type TokenOptions } from './terminal-authority/keys-in-token.ts';
import { NO_KEYS } from './terminal-authority/no-keys.ts';
import { openAuthority } from './terminal-authority/open-authority.ts';
import { authorityRoutes } from './terminal-authority/routes.ts';

/** Plugs a node of the central system together, and takes it apart again. */

export interface CentralOptions {
  readonly database: DatabasePlace;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** How browsers reach the server, where a proxy stands before it. */
  readonly publicOrigin?: string | undefined;
  readonly trustedProxies?: readonly string[] | undefined;
  /** Folder with the built pages: the counter's, and `follow/` for phones. */
  readonly pages?: string | undefined;
  readonly authority?: AuthorityOptions | undefined;
  readonly offered?: OfferedServices | undefined;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Runs before the server answers anybody. */
  readonly prepare?: (database: Database) => Promise<void>;
}

export interface AuthorityOptions {
  /** With the chain to use, and with the keys where there is no token. */
  readonly folder?: string | undefined;
  readonly token?: TokenOptions | undefined;
}

export interface Central {
  /** e.g. `http://127.0.0.1:8443` */
  readonly address: string;
  close(): Promise<void>;
}

/** Rejects with a `DatabaseError`, an `AuthorityError`, or what listening failed with. */
export async function startCentral(options: CentralOptions): Promise<Central> {
  const { log, now = Date.now } = options;
  const opened = new AsyncDisposableStack();
  try {
    const database = opened.adopt(await openDatabase(options.database), (it) => it.close());
    await options.prepare?.(database);
    const { folder = null } = options.authority ?? {};
    const keys = opened.adopt(await openKeys(options.authority), (it) => it.close());
    const authority = opened.adopt(
      await openAuthority({ database, keys, folder, now, log }),
      (it) => it.close(),
    );
    const offered = options.offered ?? DEFAULT_OFFERED_SERVICES;
    const server = opened.adopt(
      await buildServer({
        database,
        now,
        log,
        publicOrigin: options.publicOrigin,
        trustedProxies: options.trustedProxies,
        plugins: [
          fastLaneRoutes({ database, now, log, offered }),
          pushLinks({ database, now, log }),
          authorityRoutes(authority),
          queueRoutes({ database, now, log }),
          reportRoutes({ database, now }),
          ...(options.pages === undefined ? [] : [pages(options.pages)]),
        ],
      }),
      (it) => it.close(),
    );
    const address = await server.listen({ host: options.host, port: options.port });
    return { address, close: () => opened.disposeAsync() };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

function openKeys({ folder, token }: AuthorityOptions = {}) {
  if (token) return openKeysInToken(token);
  return folder === undefined ? NO_KEYS : openKeysInFiles(folder);
}

function pages(folder: string): FastifyPluginAsyncZod {
  return async (fastify) => {
    await fastify.register(fastifyStatic, { root: folder, index: ['counter.html', 'index.html'] });
  };
}

import { isIPv6 } from 'node:net';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { enrolmentAnswer, enrolmentQuestion } from '../../contract/kiosk.ts';
import { enrolmentCodeAnswer, enrolmentCodeQuestion, kiosks } from '../../contract/staff.ts';
import type { Database } from '../database/database.ts';
import type { Gate } from '../gate.ts';
import { requireStaff, staffOf } from '../http/hooks.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Log } from '../log.ts';
import { beginTry, forgetTries, pruneTries, type TryPolicy } from '../wrong-tries.ts';
import {
  createEnrolmentCode,
  type EnrolledKiosk,
  enrolKiosk,
  isSoundPublicKey,
} from './enrolment.ts';
import { listKiosks } from './presence.ts';

/** Enrolment of kiosks, and what IT sees of them. */

export interface KioskRouteParts {
  readonly database: Database;
  readonly now: () => number;
  readonly log: Log;
  readonly gate: Gate;
}

/** A wrong code says nothing about which code was meant, so tries count by where they come from. */
const ENROLMENT_POLICY: TryPolicy = {
  tries: 5,
  lockSeconds: 900,
  lockSecondsMax: 900,
  forgetSeconds: 900,
};

export function kioskRoutes(parts: KioskRouteParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    await fastify.register(enrolmentRoute(parts));
    await fastify.register(staffRoutesOfKiosks(parts));
  };
}

function enrolmentRoute({ database, now, log, gate }: KioskRouteParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'POST',
      url: '/kiosk/enrolment',
      schema: {
        tags: ['kiosk'],
        summary: 'Enrol with a one-time code',
        body: enrolmentQuestion,
        response: { 200: enrolmentAnswer },
      },
      handler: async (request) => {
        const publicKey = Buffer.from(request.body.publicKey, 'hex');
        if (!isSoundPublicKey(publicKey)) {
          throw new ProblemError('malformed', 'This is no public key of Ed25519.');
        }
        await pruneTries(database, now());
        const { code } = request.body;
        // Whoever is sent away because the server is busy has not tried.
        const { branchId, ...kiosk } = await gate(() =>
          tryCode(database, { source: sourceOf(request.ip), code, publicKey, now: now() }),
        );
        log('kiosk.enrolled', { kioskId: kiosk.kioskId, branchId });
        return kiosk;
      },
    });
  };
}

interface CodeTry {
  readonly source: string;
  readonly code: string;
  readonly publicKey: Uint8Array;
  readonly now: number;
}

async function tryCode(
  database: Database,
  { source, code, publicKey, now }: CodeTry,
): Promise<EnrolledKiosk> {
  const subject = `enrolment ${source}`;
  const beginning = await beginTry(database, subject, ENROLMENT_POLICY, now);
  if (beginning.kind === 'locked') {
    throw new ProblemError(
      'too-many-requests',
      'There were too many wrong codes from this address.',
      beginning.retryAfterSeconds,
    );
  }
  const kiosk = await enrolKiosk(database, { code, publicKey, now });
  if (!kiosk) throw new ProblemError('enrolment-code-wrong', 'This code is wrong, used or ended.');
  await forgetTries(database, subject);
  return kiosk;
}

function staffRoutesOfKiosks({ database, now, log, gate }: KioskRouteParts): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'POST',
      url: '/staff/kiosks/enrolment-codes',
      preValidation: requireStaff({ roles: ['it'] }),
      schema: {
        tags: ['staff'],
        summary: 'Make a one-time code for a kiosk',
        body: enrolmentCodeQuestion,
        response: { 200: enrolmentCodeAnswer },
      },
      handler: async (request) => {
        const { branchId, accountId } = staffOf(request);
        const { kioskName } = request.body;
        const { code, endsAt } = await gate(() =>
          createEnrolmentCode(database, { branchId, kioskName, now: now() }),
        );
        log('kiosk.code-made', { branchId, accountId });
        return { code, endsAt: endsAt.toISOString() };
      },
    });

    fastify.route({
      method: 'GET',
      url: '/staff/kiosks',
      preValidation: requireStaff({ roles: ['lead', 'it'] }),
      schema: {
        tags: ['staff'],
        summary: 'The kiosks of the branch',
        response: { 200: kiosks },
      },
      handler: async (request) => {
        const present = await listKiosks(database, staffOf(request).branchId, now());
        return {
          kiosks: present.map((kiosk) => ({
            ...kiosk,
            lastSeenAt: kiosk.lastSeenAt?.toISOString() ?? null,
          })),
        };
      },
    });
  };
}

/** Whoever has one IPv6 address has a whole /64 of them. */
export function sourceOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::', 2);
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(Math.max(0, zeros)).fill('0'), ...right].slice(0, 4).join(':');
}

import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  chainAnswer,
  chainQuestion,
  signatureAnswer,
  signatureQuestion,
} from '../../contract/kiosk.ts';
import { kioskOf, requireKiosk } from '../http/hooks.ts';
import { refusalIn } from '../http/problems.ts';
import type { AuditEntry } from './audit.ts';
import type { Authority } from './authority.ts';

/** What kiosks ask of the terminal authority. Malformed questions are in its audit too. */

const params = z.object({ id: z.uuid() });

export function authorityRoutes(authority: Authority): FastifyPluginAsyncZod {
  return async (fastify) => {
    fastify.route({
      method: 'POST',
      url: '/kiosk/fast-lane/:id/chain',
      preValidation: requireKiosk,
      attachValidation: true,
      schema: {
        tags: ['kiosk'],
        summary: "Get the terminal's certificates for a card",
        params,
        body: chainQuestion,
        response: { 200: chainAnswer },
      },
      handler: async (request) => {
        await refuseMalformed(authority, 'chain', request);
        const { references } = request.body;
        const certificates = await authority.chain(askerOf(request, request.params.id), references);
        return { certificates: certificates.map((bytes) => hex(bytes)) };
      },
    });

    fastify.route({
      method: 'POST',
      url: '/kiosk/fast-lane/:id/signature',
      preValidation: requireKiosk,
      attachValidation: true,
      schema: {
        tags: ['kiosk'],
        summary: "Get a card's challenge signed, once for an approval",
        params,
        body: signatureQuestion,
        response: { 200: signatureAnswer },
      },
      handler: async (request) => {
        await refuseMalformed(authority, 'signature', request);
        const asker = askerOf(request, request.params.id);
        return { signature: await authority.sign(asker, request.body) };
      },
    });
  };
}

async function refuseMalformed(
  authority: Authority,
  kind: AuditEntry['kind'],
  request: FastifyRequest,
): Promise<void> {
  const problem = refusalIn(request.validationError);
  if (problem) await authority.refuse(kind, kioskOf(request).id, problem);
}

function askerOf(request: FastifyRequest, requestId: string) {
  return { kioskId: kioskOf(request).id, requestId };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}

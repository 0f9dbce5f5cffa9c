import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { EXAMPLES } from '../../contract/examples.ts';
import { problem } from '../../contract/problem.ts';
import { PROBLEM_TYPE } from './problems.ts';

/** The contract as an OpenAPI 3.1 document, made from the schemas and examples of the routes. */

const DESCRIPTION = [
  'Kiosks sign every request but the enrolment: HTTP Message Signatures (RFC 9421), Ed25519, over',
  '@method, @path and content-digest (RFC 9530, sha-256), with created, nonce, keyid and alg.',
  'Staff sign in; a changing request repeats the csrfToken of the session in X-CSRF-Token.',
  'Every refusal is a Problem, whose code says which.',
].join(' ');

const REFUSAL = {
  description: 'Refused',
  content: { [PROBLEM_TYPE]: { schema: problem } },
};

export async function describeRoutes(fastify: FastifyInstance): Promise<void> {
  for (const { schema, value } of EXAMPLES) {
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), examples: [value] });
  }
  await fastify.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Schnellspur central system', version: '1', description: DESCRIPTION },
    },
    transform: (route) => {
      const { schema } = route;
      if (!schema) return jsonSchemaTransform(route);
      const answers: object = typeof schema.response === 'object' ? (schema.response ?? {}) : {};
      const response = { ...answers, '4XX': REFUSAL, '5XX': REFUSAL };
      return jsonSchemaTransform({ ...route, schema: { ...schema, response } });
    },
    transformObject: jsonSchemaTransformObject,
  });
  fastify.get('/openapi.json', { schema: { hide: true } }, async () => fastify.swagger());
}

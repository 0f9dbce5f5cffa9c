import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Central, startCentral } from '../main.ts';

// A database in memory is set up from nothing, which takes a second or more.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Every request of the contract; links are WebSockets, which OpenAPI does not describe. */
const ROUTES = [
  'DELETE /staff/queue/appointments/{id}',
  'DELETE /staff/session',
  'GET /follow/tickets/{token}',
  'GET /health',
  'GET /kiosk/queue',
  'GET /staff/kiosks',
  'GET /staff/queue/appointments',
  'GET /staff/queue/called',
  'GET /staff/queue/configuration',
  'GET /staff/queue/entries',
  'GET /staff/report',
  'GET /staff/report.csv',
  'GET /staff/session',
  'POST /kiosk/enrolment',
  'POST /kiosk/events',
  'POST /kiosk/fast-lane/{id}/chain',
  'POST /kiosk/fast-lane/{id}/signature',
  'POST /kiosk/queue/leases',
  'POST /kiosk/queue/tickets',
  'POST /staff/fast-lane/{id}/approval',
  'POST /staff/fast-lane/{id}/continues',
  'POST /staff/fast-lane/{id}/refusal',
  'POST /staff/fast-lane/{id}/release',
  'POST /staff/fast-lane/{id}/served',
  'POST /staff/fast-lane/{id}/taking',
  'POST /staff/kiosks/enrolment-codes',
  'POST /staff/queue/entries/{id}/steps',
  'POST /staff/queue/next',
  'POST /staff/session',
  'PUT /kiosk/fast-lane/{id}',
  'PUT /kiosk/queue/check-ins/{id}',
  'PUT /kiosk/queue/tickets/{id}',
  'PUT /staff/queue/appointments',
  'PUT /staff/queue/check-ins/{id}',
  'PUT /staff/queue/configuration',
  'PUT /staff/queue/issuing',
  'PUT /staff/queue/pause',
  'PUT /staff/queue/tickets/{id}',
  'PUT /staff/session/counter',
];

const media = z.looseObject({
  'application/json': z
    .looseObject({ schema: z.looseObject({ $ref: z.string().optional() }) })
    .optional(),
});
const operation = z.looseObject({
  requestBody: z.looseObject({ content: media }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: media.optional() })),
});
const openapi = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({ examples: z.array(z.unknown()).optional() })),
  }),
});

let central: Central;
let document: z.infer<typeof openapi>;

beforeAll(async () => {
  central = await startCentral({
    database: {},
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
  });
  const response = await fetch(`${central.address}/openapi.json`);
  document = openapi.parse(await response.json());
});
afterAll(() => central?.close());

describe('the OpenAPI document', () => {
  it('is valid and of version 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(await new Validator().validate(structuredClone(document))).toMatchObject({
      valid: true,
    });
  });

  it('has every route of the contract and no other', () => {
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.toSorted()).toEqual(ROUTES);
  });

  it.each(ROUTES)('has examples of the messages of %s, and its refusals', (route) => {
    const [method = '', path = ''] = route.split(' ');
    const found = operation.parse(document.paths[path]?.[method.toLowerCase()]);
    const bodies = [found.requestBody, found.responses['200']].flatMap(
      (body) => body?.content?.['application/json'] ?? [],
    );
    for (const body of bodies.filter(() => path !== '/health')) {
      const name = body.schema.$ref?.split('/').at(-1) ?? '';
      const examples = 'example' in body ? [body['example']] : undefined;
      expect(examples ?? document.components.schemas[name]?.examples).toHaveLength(1);
    }
    expect(found.responses['4XX']?.content).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    });
  });
});

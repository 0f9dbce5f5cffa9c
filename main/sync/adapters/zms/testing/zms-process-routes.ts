import { z } from 'zod';
import { nextProcessDocument, processDocument, processesDocument } from './zms-documents.ts';
import { ZmsException } from './zms-exceptions.ts';
import { nextProcess, processDocumentOf } from './zms-queue.ts';
import { anyNumber, readBody, type ZmsCall, type ZmsRoute } from './zms-route.ts';
import {
  archive,
  isToday,
  processOf,
  release,
  scopeOf,
  type ZmsProcess,
  type ZmsStatus,
} from './zms-state.ts';

/** What is asked about tickets and appointments: zms-api.md, 3.4 and 3.5. */

const priority = z.union([z.literal(1), z.literal(2), z.literal(3)]).nullish();

/** As `testValid` and the credentials of a process ask for. */
const knownProcess = z.object({
  id: anyNumber,
  authKey: z.string(),
  status: z.string().optional(),
  priority,
  amendment: z.string().nullish(),
  queue: z.object({ arrivalTime: anyNumber.optional() }).optional(),
});

const NOT_CALLABLE: readonly string[] = [
  'reserved',
  'preconfirmed',
  'deleted',
  'called',
  'processing',
];

export const PROCESS_ROUTES: readonly ZmsRoute[] = [
  {
    ...{ name: 'GET /process/{id}/{authKey}/', right: 'none', answer: processDocument },
    handle: (call) =>
      processDocumentOf(call.state, processOf(call.state, call.args[0], call.args[1])),
  },
  {
    ...{ name: 'POST /process/{id}/{authKey}/', right: 'none', answer: processDocument },
    handle: (call) => {
      const process = processOf(call.state, call.args[0], call.args[1]);
      const body = readBody(knownProcess, call);
      if (body.status !== undefined) process.status = body.status as ZmsStatus;
      process.amendment = body.amendment ?? process.amendment;
      return processDocumentOf(call.state, process);
    },
  },
  {
    ...{ name: 'DELETE /process/{id}/{authKey}/', right: 'none', answer: processDocument },
    handle: (call) => {
      const process = processOf(call.state, call.args[0], call.args[1]);
      process.status = 'deleted';
      return processDocumentOf(call.state, process);
    },
  },
  {
    ...{ name: 'GET /scope/{id}/queue/next/', right: 'appointment', answer: nextProcessDocument },
    handle: ({ state, args, query }) => {
      const excluded = (query.get('exclude') ?? '').split(',');
      const next = nextProcess(state, [scopeOf(state, args[0])], excluded);
      return next ? processDocumentOf(state, next) : {};
    },
  },
  {
    ...{ name: 'GET /scope/{id}/queue/{number}/', right: 'none', answer: processDocument },
    handle: ({ state, args }) => {
      const scope = scopeOf(state, args[0]);
      const found = state.processes.find(
        (each) =>
          each.scopeId === scope.id &&
          isToday(state, each.arrivalTime) &&
          [each.number || each.id, each.displayNumber].map(String).includes(args[1] ?? ''),
      );
      if (!found) throw new ZmsException('ProcessByQueueNumberNotFound');
      return processDocumentOf(state, found);
    },
  },
  {
    ...{ name: 'GET /process/{id}/', right: 'session', answer: processDocument },
    handle: ({ state, args }) => {
      const process = state.processes.find(({ id }) => id === Number(args[0]));
      if (!process) throw new ZmsException('ProcessNotFound');
      if (NOT_CALLABLE.includes(process.status)) throw new ZmsException('ProcessNotCallable');
      return processDocumentOf(state, process);
    },
  },
  {
    ...{ name: 'GET /process/externaluserid/{externalUserId}/', right: 'session' },
    answer: processesDocument,
    handle: ({ state, args }) =>
      state.processes
        .filter(({ externalUserId }) => externalUserId === decodeURIComponent(args[0] ?? ''))
        .map((process) => processDocumentOf(state, process)),
  },
  {
    ...{ name: 'DELETE /process/{id}/', right: 'appointment', answer: processDocument },
    handle: ({ state, args }) => {
      const process = state.processes.find(({ id }) => id === Number(args[0]));
      if (!process) throw new ZmsException('ProcessNotFound');
      if (process.assignedTo) throw new ZmsException('ProcessAlreadyCalled');
      process.status = 'blocked';
      return processDocumentOf(state, process);
    },
  },
  {
    ...{ name: 'POST /process/status/queued/', right: 'appointment', answer: processDocument },
    handle: (call) => {
      const { process, body } = ownIn(call);
      process.status = 'queued';
      process.callCount = 0;
      process.lastCallTime = 0;
      process.priority = body.priority ?? null;
      process.arrivalTime = body.queue?.arrivalTime ?? process.arrivalTime;
      return processDocumentOf(call.state, process);
    },
  },
  {
    ...{ name: 'POST /process/status/finished/', right: 'appointment', answer: processDocument },
    handle: (call) => {
      const { process, body } = ownIn(call);
      if (body.status !== 'finished' && body.status !== 'pending') {
        throw new ZmsException('ProcessInvalid');
      }
      const answer = { ...processDocumentOf(call.state, process), status: body.status };
      if (body.status === 'finished') {
        archive(process);
      } else {
        release(process);
        process.status = 'pending';
      }
      return answer;
    },
  },
];

/** A workstation may only touch what belongs to its own location. */
export function ownIn(call: ZmsCall): Named {
  const named = namedIn(call);
  if (call.session?.scopeId !== named.process.scopeId) {
    throw new ZmsException('WorkstationProcessMatchScopeFailed');
  }
  return named;
}

export function namedIn(call: ZmsCall): Named {
  const body = readBody(knownProcess, call);
  return { process: processOf(call.state, body.id, body.authKey), body };
}

interface Named {
  readonly process: ZmsProcess;
  readonly body: z.infer<typeof knownProcess>;
}

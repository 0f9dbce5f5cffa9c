import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { availabilitiesDocument, processDocument, workstationDocument } from './zms-documents.ts';
import { ZmsException } from './zms-exceptions.ts';
import { takeNumber } from './zms-numbers.ts';
import { namedIn, ownIn } from './zms-process-routes.ts';
import { processDocumentOf, scopeDocumentOf } from './zms-queue.ts';
import { anyNumber, readBody, type ZmsCall, type ZmsRoute } from './zms-route.ts';
import {
  addProcess,
  archive,
  release,
  scopeOf,
  secondsNow,
  type ZmsProcess,
  type ZmsState,
  type ZmsUser,
} from './zms-state.ts';

/** What staff and technical users ask: zms-api.md, 3.5. */

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DAY_SECONDS = 24 * 60 * 60;

const login = z.object({ id: z.string().min(1), password: z.string() });
const workstation = z.object({
  name: z.string(),
  hint: z.string().optional(),
  scope: z.object({ id: anyNumber }),
});
const newProcess = z.object({
  scope: z.object({ id: anyNumber }),
  requests: z.array(z.object({ id: z.string(), source: z.string() })).optional(),
  displayNumber: z.string().max(8).optional(),
  externalUserId: z.string().max(255).optional(),
  amendment: z.string().optional(),
});
const calledProcess = z.object({
  status: z.string(),
  queue: z.object({ callCount: anyNumber }),
});
const redirected = z.object({
  scope: z.object({ id: anyNumber }),
  amendment: z.string().nullish(),
});

export const COUNTER_ROUTES: readonly ZmsRoute[] = [
  {
    ...{ name: 'POST /workstation/login/', right: 'none', answer: workstationDocument },
    handle: logIn,
  },
  {
    name: 'DELETE /workstation/login/{loginname}/',
    ...{ right: 'session', answer: workstationDocument },
    handle: ({ state, session }) => {
      const user = sessionOf(session);
      if (inHandOf(state, user)) throw new ZmsException('WorkstationHasCalledProcess');
      user.authKey = null;
      return workstationOf(state, user);
    },
  },
  {
    ...{ name: 'GET /workstation/', right: 'session', answer: workstationDocument },
    handle: ({ state, session }) => workstationOf(state, sessionOf(session)),
  },
  {
    ...{ name: 'POST /workstation/', right: 'session', answer: workstationDocument },
    handle: (call) => {
      const user = sessionOf(call.session);
      const { name, hint, scope } = readBody(workstation, call);
      const isTaken = call.state.users.some(
        (each) => each !== user && each.authKey && name !== '' && each.counterName === name,
      );
      if (isTaken) throw new ZmsException('WorkstationAlreadyAssigned');
      user.scopeId = scopeOf(call.state, scope.id).id;
      user.counterName = name;
      user.counterHint = hint ?? '';
      return workstationOf(call.state, user);
    },
  },
  {
    name: 'POST /workstation/process/waitingnumber/',
    ...{ right: 'session', answer: processDocument },
    handle: (call) => {
      const { state } = call;
      const body = readBody(newProcess, call);
      const scope = scopeOf(state, body.scope.id);
      const process = addProcess(state, {
        scopeId: scope.id,
        status: 'queued',
        number: takeNumber(state, scope, { isLimited: false }),
        displayNumber: body.displayNumber ?? '',
        externalUserId: body.externalUserId ?? null,
        amendment: body.amendment ?? '',
        requests: (body.requests ?? []).map(({ id }) => id),
      });
      return processDocumentOf(state, process);
    },
  },
  {
    ...{ name: 'POST /workstation/process/called/', right: 'session', answer: workstationDocument },
    handle: callProcess,
  },
  {
    ...{ name: 'DELETE /workstation/process/parked/', right: 'session' },
    answer: workstationDocument,
    handle: ({ state, session }) => {
      const user = sessionOf(session);
      const process = mustHaveInHand(state, user);
      release(process);
      process.status = 'parked';
      process.parkedBy = user.counterName;
      return workstationOf(state, user);
    },
  },
  {
    ...{ name: 'DELETE /workstation/process/', right: 'session', answer: workstationDocument },
    handle: endCall,
  },
  {
    ...{ name: 'POST /process/status/redirect/', right: 'appointment', answer: processDocument },
    handle: redirect,
  },
  {
    name: 'GET /scope/{id}/availability/',
    ...{ right: 'availability', answer: availabilitiesDocument },
    handle: ({ state, args }) => availabilitiesOf(state, args[0]),
  },
];

/** A new login ends the old one and lets go of what the user had called. */
function logIn(call: ZmsCall): unknown {
  const { state, session } = call;
  const { id, password } = readBody(login, call);
  const user = state.users.find(({ name }) => name === id);
  if (user?.password !== password) throw new ZmsException('InvalidCredentials');
  if (session) throw new ZmsException('UserAlreadyLoggedIn', workstationOf(state, session));
  for (const process of state.processes) if (process.assignedTo === user) putBack(process);
  Object.assign(user, {
    ...{ authKey: randomBytes(16).toString('hex'), lastLogin: secondsNow(state) },
    ...{ scopeId: 0, counterName: '', counterHint: '' },
  });
  return { ...workstationOf(state, user), authkey: user.authKey };
}

function callProcess(call: ZmsCall): unknown {
  const { state } = call;
  const user = sessionOf(call.session);
  const { process } = namedIn(call);
  const { status, queue } = readBody(calledProcess, call);
  const inHand = inHandOf(state, user);
  if (inHand && inHand !== process) {
    throw new ZmsException('WorkstationHasAssignedProcess', { process: { id: inHand.id } });
  }
  const isElsewhere = process.assignedTo !== null && process.assignedTo !== user;
  // The state in the body decides, not the one that is stored: staff who call again send `queued`.
  if (isElsewhere || status === 'called' || status === 'processing') {
    throw new ZmsException('ProcessAlreadyCalled', { processId: process.id });
  }
  process.status = 'called';
  process.callCount = queue.callCount + 1;
  process.callTime = secondsNow(state);
  process.assignedTo = user;
  process.destination = user.counterName;
  return workstationOf(state, user);
}

const ACTIONS: Readonly<Record<string, (process: ZmsProcess, state: ZmsState) => void>> = {
  '': putBack,
  requeue_after_call_count_keep: missOrPutBack,
  requeue_and_skip_to_next: missOrPutBack,
  requeue_after_call_count_decrement: (process) => {
    putBack(process);
    process.callCount -= 1;
  },
  requeue_pre_call: (process, state) => {
    putBack(process);
    process.callCount = 0;
    process.arrivalTime = secondsNow(state);
  },
};

function endCall({ state, session, query }: ZmsCall): unknown {
  const user = sessionOf(session);
  const act = ACTIONS[query.get('action') ?? ''];
  if (!act) throw new ZmsException('ProcessInvalid');
  act(mustHaveInHand(state, user), state);
  return workstationOf(state, user);
}

function putBack(process: ZmsProcess): void {
  release(process);
  process.status = process.number === 0 ? 'confirmed' : 'queued';
}

function missOrPutBack(process: ZmsProcess, state: ZmsState): void {
  putBack(process);
  if (process.callCount > scopeOf(state, process.scopeId).callCountMax) process.status = 'missed';
}

/** A new process with the old number; a number of the scope it comes from is lost by it. */
function redirect(call: ZmsCall): unknown {
  const { state } = call;
  const user = sessionOf(call.session);
  const { process } = ownIn(call);
  const { scope, amendment } = readBody(redirected, call);
  const inHand = inHandOf(state, user);
  if (inHand && inHand !== process) throw new ZmsException('WorkstationHasAssignedProcess');
  takeNumber(state, scopeOf(state, process.scopeId), { isLimited: true });
  archive(process);
  const added = addProcess(state, {
    scopeId: scopeOf(state, scope.id).id,
    status: 'confirmed',
    number: process.number || process.id,
    displayNumber: process.displayNumber,
    externalUserId: process.externalUserId,
    amendment: amendment ?? process.amendment,
    priority: 2,
  });
  return processDocumentOf(state, added);
}

function sessionOf(session: ZmsUser | null): ZmsUser {
  if (!session) throw new ZmsException('UserAccountMissingLogin');
  return session;
}

function inHandOf(state: ZmsState, user: ZmsUser): ZmsProcess | undefined {
  return state.processes.find(({ assignedTo }) => assignedTo === user);
}

function mustHaveInHand(state: ZmsState, user: ZmsUser): ZmsProcess {
  const process = inHandOf(state, user);
  if (!process) throw new ZmsException('ProcessNotFound');
  return process;
}

function workstationOf(state: ZmsState, user: ZmsUser): object {
  const process = inHandOf(state, user);
  return {
    id: state.users.indexOf(user) + 1,
    name: user.counterName,
    hint: user.counterHint,
    scope:
      user.scopeId === 0
        ? { id: 0 }
        : scopeDocumentOf(state, scopeOf(state, user.scopeId), { isReduced: false }),
    process: process ? processDocumentOf(state, process) : null,
    queue: { clusterEnabled: false, appointmentsOnly: false },
    useraccount: { id: user.name },
  };
}

function availabilitiesOf(state: ZmsState, scopeId: string | undefined): object[] {
  const scope = scopeOf(state, scopeId);
  return scope.openingHours.map(({ weekday, opens, closes }, index) => ({
    ...{ id: index + 1, type: 'openinghours' },
    startDate: Math.floor(state.now / 1000) - 100 * DAY_SECONDS,
    endDate: Math.floor(state.now / 1000) + 100 * DAY_SECONDS,
    ...{ startTime: `${opens}:00`, endTime: `${closes}:00` },
    repeat: { afterWeeks: 1, weekOfMonth: 0 },
    weekday: Object.fromEntries(WEEKDAYS.map((name, day) => [name, day + 1 === weekday ? 1 : 0])),
    scope: { id: scope.id },
  }));
}

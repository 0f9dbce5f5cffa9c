import { z } from 'zod';
import {
  departmentDocument,
  organisationDocument,
  processDocument,
  queueDocument,
  requestsDocument,
  scopeDocument,
  type TicketprinterDocument,
  ticketprinterDocument,
} from './zms-documents.ts';
import { ZmsException } from './zms-exceptions.ts';
import { countersOf, isEnabled, isOpened, numbersLeft, takeNumber } from './zms-numbers.ts';
import { processDocumentOf, queueOf, scopeDocumentOf } from './zms-queue.ts';
import { anyNumber, listOf, readBody, type ZmsCall, type ZmsRoute } from './zms-route.ts';
import {
  addProcess,
  scopeOf,
  secondsNow,
  type ZmsPrinter,
  type ZmsProcess,
  type ZmsScope,
  type ZmsState,
} from './zms-state.ts';

/** What a ticket printer asks: zms-api.md, 3.1. */

const BUTTONS_MAX = 6;

const printerBody = z.object({
  hash: z.string(),
  buttonlist: z.string().optional(),
  buttons: z
    .array(z.object({ requestId: z.string().optional(), scope: z.object({ id: anyNumber }) }))
    .optional(),
});
type Wanted = { readonly scopeId: number; readonly requestId: string | null };

export const PRINTER_ROUTES: readonly ZmsRoute[] = [
  {
    ...{ name: 'GET /scope/{id}/organisation/', right: 'none', answer: organisationDocument },
    handle: ({ state, args }) => {
      scopeOf(state, args[0]);
      return organisationOf(state);
    },
  },
  {
    ...{ name: 'GET /organisation/{id}/hash/', right: 'none', answer: ticketprinterDocument },
    handle: ({ state, args }) => {
      if (Number(args[0]) !== state.organisation.id) throw new ZmsException('OrganisationNotFound');
      return printerDocument(addPrinter(state));
    },
  },
  {
    ...{ name: 'GET /ticketprinter/{hash}/', right: 'none', answer: ticketprinterDocument },
    handle: ({ state, args }) => printerDocument(printerOf(state, args[0])),
  },
  {
    ...{ name: 'POST /ticketprinter/', right: 'none', answer: ticketprinterDocument },
    handle: resolveButtons,
  },
  {
    name: 'GET /scope/{id}/waitingnumber/{hash}/',
    ...{ right: 'none', answer: processDocument },
    handle: ({ state, args, query }) =>
      processDocumentOf(state, issue(state, scopeOf(state, args[0]), query)),
  },
  {
    name: 'GET /cluster/{id}/waitingnumber/{hash}/',
    ...{ right: 'none', answer: processDocument },
    handle: ({ state, args, query }) =>
      processDocumentOf(state, issue(state, shortestOf(state, args[0]), query)),
  },
  {
    ...{ name: 'GET /scope/{id}/queue/', right: 'none', answer: queueDocument },
    handle: ({ state, args, query }) =>
      queueOf(state, [scopeOf(state, args[0])], {
        withNumbers: Number(query.get('resolveReferences') ?? 0) >= 1,
      }),
  },
  {
    ...{ name: 'GET /scope/{id}/department/', right: 'none', answer: departmentDocument },
    handle: ({ state, args }) => ({ id: 74, name: `Amt ${scopeOf(state, args[0]).name}` }),
  },
  {
    ...{ name: 'GET /scope/{id}/request/', right: 'none', answer: requestsDocument },
    handle: ({ state, args }) =>
      scopeOf(state, args[0]).requests.map((each) => ({ ...each, source: 'dldb' })),
  },
  {
    ...{ name: 'GET /scope/{id}/', right: 'none', answer: scopeDocument },
    handle: ({ state, args, query, session }) =>
      scopeDocumentOf(state, scopeOf(state, args[0]), {
        isReduced: session === null && listOf(query, 'keepLessData').length === 0,
        asksOpened: query.get('getIsOpened') === '1',
        withReferences: Number(query.get('resolveReferences') ?? 0) >= 1,
      }),
  },
];

export function organisationOf({ organisation }: ZmsState): object {
  return {
    id: organisation.id,
    name: 'Musterstadt',
    preferences: { ticketPrinterActivation: organisation.printerActivation },
  };
}

/** All printers of one organisation share one identity in this version. */
function addPrinter(state: ZmsState): ZmsPrinter {
  const hash = `${state.organisation.id}abcdefghijklmnopqrstuvwxyz`;
  const printer = { hash, id: state.printers.length + 1, enabled: false, createdAt: state.now };
  state.printers.push(printer);
  return printer;
}

function printerOf(state: ZmsState, hash: string | undefined): ZmsPrinter {
  const printer = state.printers.find((each) => each.hash === hash);
  if (!printer) throw new ZmsException('TicketprinterNotFound');
  return printer;
}

function printerDocument({ hash, id, enabled, createdAt }: ZmsPrinter): TicketprinterDocument {
  const lastUpdate = Math.floor(createdAt / 1000);
  return { hash, id, enabled, name: 'Ticket Printer for Musterstadt', lastUpdate, reload: 30 };
}

function resolveButtons(call: ZmsCall): TicketprinterDocument {
  const { state } = call;
  const body = readBody(printerBody, call);
  const printer = printerOf(state, body.hash);
  const wanted = body.buttons
    ? body.buttons.map(({ scope, requestId }) => ({
        scopeId: scope.id,
        requestId: requestId ?? null,
      }))
    : readButtonList(body.buttonlist ?? '');
  if (wanted.length > BUTTONS_MAX) throw new ZmsException('TooManyButtons');
  const scopes = wanted.map(({ scopeId }) => state.scopes.find(({ id }) => id === scopeId));
  const [only] = scopes;
  if (scopes.includes(undefined)) throw new ZmsException('UnvalidButtonList');
  if (only && scopes.length === 1 && !numbersLeft(state, only)) {
    throw new ZmsException('GivenNumberCountExceeded');
  }
  return {
    ...printerDocument(printer),
    ...(body.buttonlist !== undefined && { buttonlist: body.buttonlist }),
    buttons: wanted.map((button) => buttonDocument(state, button)),
  };
}

function readButtonList(list: string): Wanted[] {
  return list.split(',').map((item) => {
    const [, scopeId, requestId] = /^s(\d+)$/.exec(item) ?? /^r(\d+)-(\d+)$/.exec(item) ?? [];
    // Clusters (`c110`) have not been accepted since 2018.
    if (scopeId === undefined) throw new ZmsException('TicketprinterUnvalidButton');
    return { scopeId: Number(scopeId), requestId: requestId ?? null };
  });
}

function buttonDocument(state: ZmsState, { scopeId, requestId }: Wanted) {
  const scope = scopeOf(state, scopeId);
  const common = {
    scope: scopeDocumentOf(state, scope, { isReduced: false }),
    enabled: isEnabled(state, scope),
  };
  if (requestId === null) {
    return { ...common, type: 'scope' as const, url: `/scope/${scopeId}/`, name: scope.name };
  }
  const name = scope.requests.find(({ id }) => id === requestId)?.name ?? '';
  const url = `/request/${scopeId}-${requestId}/`;
  return { ...common, type: 'request' as const, url, requestId, name };
}

/** Neither the hash nor opening hours are checked: only the contingent. */
function issue(state: ZmsState, scope: ZmsScope, query: URLSearchParams): ZmsProcess {
  const requestId = query.get('requestId');
  return addProcess(state, {
    scopeId: scope.id,
    status: 'queued',
    number: takeNumber(state, scope, { isLimited: true }),
    requests: requestId === null ? [] : requestId.split(','),
    arrivalTime: secondsNow(state),
    isTicketprinter: true,
  });
}

/** The open scope with staff and the shortest wait; of equal ones the later. */
function shortestOf(state: ZmsState, clusterId: string | undefined): ZmsScope {
  if (Number(clusterId) !== state.clusterId) throw new ZmsException('ClusterNotFound');
  const waitOf = (scope: ZmsScope): number =>
    queueOf(state, [scope], { withNumbers: false }).find(({ number }) => number === -1)
      ?.waitingTimeEstimate ?? 0;
  const open = state.scopes.filter(
    (scope) => isOpened(state, scope) && (countersOf(state, scope) ?? 0) > 0,
  );
  const [first, ...others] = open;
  if (!first) throw new ZmsException('ScopesWithoutWorkstationCount');
  return others.reduce((best, each) => (waitOf(each) <= waitOf(best) ? each : best), first);
}

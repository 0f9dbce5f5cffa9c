import { z } from 'zod';
import { calldisplayDocument, imageDocument, queueDocument } from './zms-documents.ts';
import { ZmsException } from './zms-exceptions.ts';
import { organisationOf } from './zms-printer-routes.ts';
import { queueOf, scopeDocumentOf, shortQueueOf } from './zms-queue.ts';
import { anyNumber, listOf, readBody, type ZmsCall, type ZmsRoute } from './zms-route.ts';
import { scopeOf, secondsNow, type ZmsScope } from './zms-state.ts';

/** What a call display asks: zms-api.md, 3.2. */

const collections = z.object({
  scopes: z.array(z.object({ id: anyNumber })).optional(),
  clusters: z.array(z.object({ id: anyNumber })).optional(),
});

const LOGO = { name: 'logo.png', data: 'iVBORw0KGgo=', mime: 'image/png' };

export const DISPLAY_ROUTES: readonly ZmsRoute[] = [
  {
    ...{ name: 'POST /calldisplay/', right: 'none', answer: calldisplayDocument },
    handle: (call) => ({
      serverTime: secondsNow(call.state),
      scopes: shownScopes(call).map((scope) =>
        scopeDocumentOf(call.state, scope, { isReduced: true }),
      ),
      clusters: (readBody(collections, call).clusters ?? []).map(({ id }) => ({ id, name: '' })),
      organisation: organisationOf(call.state),
      contact: { name: 'Bürgeramt' },
      image: LOGO,
    }),
  },
  {
    ...{ name: 'POST /calldisplay/queue/', right: 'none', answer: queueDocument },
    handle: (call) => {
      const states = listOf(call.query, 'statusList');
      const scopes = shownScopes(call);
      return states.length === 0
        ? queueOf(call.state, scopes, { withNumbers: true })
        : shortQueueOf(call.state, scopes, states);
    },
  },
  {
    name: 'GET /scope/{id}/imagedata/calldisplay/',
    ...{ right: 'none', answer: imageDocument },
    handle: ({ state, args }) => {
      scopeOf(state, args[0]);
      return LOGO;
    },
  },
  {
    name: 'GET /cluster/{id}/imagedata/calldisplay/',
    ...{ right: 'none', answer: imageDocument },
    handle: ({ state, args }) => {
      if (Number(args[0]) !== state.clusterId) throw new ZmsException('ClusterNotFound');
      return LOGO;
    },
  },
];

/** One that is not there is passed over as long as another is (it-at-m/eappointment #2989). */
function shownScopes(call: ZmsCall): ZmsScope[] {
  const { state } = call;
  const { scopes = [], clusters = [] } = readBody(collections, call);
  if (scopes.length + clusters.length === 0) throw new ZmsException('ScopeAndClusterNotFound');
  const hasCluster = clusters.some(({ id }) => id === state.clusterId);
  const found = state.scopes.filter(
    ({ id }) => hasCluster || scopes.some((wanted) => wanted.id === id),
  );
  if (found.length > 0) return found;
  throw new ZmsException(scopes.length > 0 ? 'ScopeNotFound' : 'ClusterNotFound');
}

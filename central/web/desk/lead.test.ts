import { describe, expect, it } from 'vitest';
import { type QueueConfiguration, queueConfiguration } from '../../contract/queue-configuration.ts';
import { SESSION } from '../lane/testing/requests.ts';
import { createApi } from '../link/api.ts';
import { FIRST_STATE } from './desk-state.ts';
import { Lead } from './lead.ts';

const STORED = queueConfiguration.parse({
  ...{ queues: [], services: [], counters: [], closedDays: [], specialDays: [] },
  fastLaneServiceId: null,
});
const WITH_HOLIDAY: QueueConfiguration = {
  ...STORED,
  closedDays: [{ day: '2026-12-25', name: '1. Weihnachtstag' }],
};

/** A lead whose central system keeps a set-up. */
function leadOf(kept: { stored: QueueConfiguration; refuses?: boolean }) {
  const troubles: string[] = [];
  const send: typeof fetch = async (_, { method, body } = {}) => {
    if (method !== 'PUT') return Response.json(kept.stored);
    if (kept.refuses) {
      const refusal = { type: 'about:blank', status: 403, code: 'role-missing', title: '' };
      return Response.json(refusal, { status: 403 });
    }
    kept.stored = queueConfiguration.parse(JSON.parse(String(body)));
    return Response.json(kept.stored);
  };
  const lead = new Lead({
    api: createApi(send),
    state: () => FIRST_STATE,
    change: () => undefined,
    now: () => 0,
    askAs: (question) => question(SESSION),
    explain: async (answer) => {
      troubles.push(answer.kind);
    },
  });
  return { lead, troubles };
}

describe('the set-up that a lead saves', () => {
  it('is stored where nothing has changed since it was read', async () => {
    const kept = { stored: STORED };
    const { lead } = leadOf(kept);
    expect(await lead.saveSetUp(STORED, WITH_HOLIDAY)).toEqual(WITH_HOLIDAY);
    expect(kept.stored).toEqual(WITH_HOLIDAY);
  });

  it('overwrites nothing that somebody else has stored', async () => {
    const kept = { stored: WITH_HOLIDAY };
    const { lead } = leadOf(kept);
    expect(await lead.saveSetUp(STORED, STORED)).toBe('changed-meanwhile');
    expect(kept.stored).toEqual(WITH_HOLIDAY);
  });

  it('stays a draft where it is refused, and says why', async () => {
    const { lead, troubles } = leadOf({ stored: STORED, refuses: true });
    expect(await lead.saveSetUp(STORED, WITH_HOLIDAY)).toBeNull();
    expect(troubles).toEqual(['refused']);
  });

  it('waits for its author only, and only where something was changed', () => {
    const { lead } = leadOf({ stored: STORED });
    const draft = { accountId: 'leitner', stored: STORED, draft: STORED, isChanged: true };
    lead.keepDraft(draft);
    expect(lead.draftOf('leitner')).toBe(draft);
    expect(lead.draftOf('technik')).toBeNull();
    lead.keepDraft({ ...draft, isChanged: false });
    expect(lead.draftOf('leitner')).toBeNull();
  });
});

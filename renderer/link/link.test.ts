import { describe, expect, it } from 'vitest';
import type { CoreMessage, Refusal } from '../../main/contract/messages.ts';
import { visitorMessage } from '../../main/contract/messages.ts';
import { type CarrierEnds, createScreenLink } from './link.ts';

function start() {
  const sent: unknown[] = [];
  let ends: CarrierEnds | null = null;
  let reopened = 0;
  const link = createScreenLink('visitor', {
    open(next) {
      ends = next;
    },
    send: (text) => sent.push(JSON.parse(text)),
    reopen: () => {
      reopened += 1;
    },
  });
  if (ends === null) throw new Error('the carrier has not been opened');
  const carrier: CarrierEnds = ends;
  const deliver = (message: CoreMessage): void => carrier.received(JSON.stringify(message));
  return { link, sent, carrier, deliver, reopened: () => reopened };
}

const view = (screen: number): CoreMessage => ({
  kind: 'view',
  role: 'visitor',
  screen,
  view: { centreName: 'Bürgerservice', language: 'de', screen: { name: 'attract' } },
});

describe('a screen’s link', () => {
  it('says nothing before the core has shown a screen', () => {
    const { link, sent } = start();
    link.act({ kind: 'begin' });
    expect(link.current()).toEqual({ connection: 'connecting', view: null, screen: 0 });
    expect(sent).toEqual([]);
  });

  it('numbers its messages and names the latest screen', () => {
    const { link, sent, carrier, deliver } = start();
    carrier.opened();
    deliver(view(4));
    link.act({ kind: 'begin' });
    link.act({ kind: 'digit', digit: 7 });
    deliver(view(5));
    link.act({ kind: 'confirm' });
    expect(sent).toEqual([
      { version: 1, sequence: 1, screen: 4, intent: { kind: 'begin' } },
      { version: 1, sequence: 2, screen: 4, intent: { kind: 'digit', digit: 7 } },
      { version: 1, sequence: 3, screen: 5, intent: { kind: 'confirm' } },
    ]);
    for (const message of sent) expect(visitorMessage.safeParse(message).success).toBe(true);
  });

  it('begins with 1 again after a loss, and is silent meanwhile', () => {
    const { link, sent, carrier, deliver } = start();
    carrier.opened();
    deliver(view(4));
    link.act({ kind: 'begin' });
    carrier.lost();
    expect(link.current()).toMatchObject({ connection: 'lost', screen: 4 });
    link.act({ kind: 'begin' });
    carrier.opened();
    link.act({ kind: 'begin' });
    deliver(view(9));
    link.act({ kind: 'begin' });
    expect(sent).toMatchObject([
      { sequence: 1, screen: 4 },
      { sequence: 1, screen: 9 },
    ]);
  });

  it.each<[Refusal, number]>([
    ['stale', 0],
    ['not-offered', 0],
    ['out-of-order', 1],
    ['too-fast', 1],
    ['malformed', 1],
  ])('refused as %s, opens anew %i times', (refusal, times) => {
    const { carrier, deliver, reopened } = start();
    carrier.opened();
    deliver(view(1));
    deliver({ kind: 'refused', sequence: 1, refusal });
    expect(reopened()).toBe(times);
  });

  it('shows no view that is meant for another role', () => {
    const { link, deliver } = start();
    deliver({ kind: 'view', role: 'staff', view: { terminal: 'free', notices: [] } });
    expect(link.current().view).toBeNull();
  });

  it('tells every change until nobody listens any more', () => {
    const { link, carrier, deliver } = start();
    const seen: string[] = [];
    const stop = link.subscribe(() => seen.push(link.current().connection));
    deliver(view(1));
    carrier.lost();
    carrier.taken();
    stop();
    deliver(view(2));
    expect(seen).toEqual(['open', 'lost', 'taken']);
  });
});

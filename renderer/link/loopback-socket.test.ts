import { describe, expect, it } from 'vitest';
import { loopbackSocket } from './loopback-socket.ts';

/** As much of a browser's WebSocket as the carrier uses. */
class FakeSocket extends EventTarget {
  readyState = 0;
  readonly sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.end(1000);
  }
  begin(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  deliver(data: string): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
  end(code: number): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

function start() {
  const sockets: FakeSocket[] = [];
  const addresses: string[] = [];
  const delays: number[] = [];
  const events: string[] = [];
  const carrier = loopbackSocket('visitor', {
    host: '127.0.0.1:8123',
    place: 1,
    connect(address) {
      addresses.push(address);
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    after(delayMs, action) {
      delays.push(delayMs);
      action();
    },
  });
  carrier.open({
    opened: () => events.push('opened'),
    received: (text) => events.push(`received ${text}`),
    lost: () => events.push('lost'),
    taken: () => events.push('taken'),
  });
  const last = (): FakeSocket => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('no socket has been opened');
    return socket;
  };
  return { carrier, sockets, addresses, delays, events, last };
}

describe('the loopback socket', () => {
  it('asks the host that served the page for its role’s link', () => {
    expect(start().addresses).toEqual(['ws://127.0.0.1:8123/link/visitor']);
  });

  it('comes back after each loss, more patiently each time', () => {
    const { delays, last, sockets } = start();
    for (let time = 0; time < 7; time += 1) last().end(1006);
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
    expect(sockets).toHaveLength(8);
  });

  it('is quick again once the core has spoken', () => {
    const { delays, last, events } = start();
    last().end(1006);
    last().end(1006);
    last().begin();
    last().deliver('{}');
    last().end(1001);
    expect(delays).toEqual([250, 500, 250]);
    expect(events).toEqual(['lost', 'lost', 'opened', 'received {}', 'lost']);
  });

  it('stays away where the role is taken', () => {
    const { sockets, last, events } = start();
    last().begin();
    last().end(4409);
    expect(events).toEqual(['opened', 'taken']);
    expect(sockets).toHaveLength(1);
  });

  it('sends only over an open socket', () => {
    const { carrier, last } = start();
    carrier.send('too early');
    last().begin();
    carrier.send('in time');
    expect(last().sent).toEqual(['in time']);
  });

  it('opens anew when asked to', () => {
    const { carrier, sockets, last } = start();
    last().begin();
    carrier.reopen();
    expect(sockets).toHaveLength(2);
  });
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Clock } from '../../kit/clock.ts';
import { systemClock } from '../../kit/clock.ts';
import { SimulatedPrinter } from './simulated-printer.ts';
import { listenOnTcp, type TcpFront } from './tcp-front.ts';

const HOST = '127.0.0.1';
/** The mechanism moves without delay. */
const fastClock: Clock = { ...systemClock, setTimeout: (fn) => systemClock.setTimeout(fn, 0) };

let front: TcpFront | undefined;

afterEach(() => front?.close());

async function listen(): Promise<{ printer: SimulatedPrinter; port: number }> {
  const printer = new SimulatedPrinter({ clock: fastClock, profile: 'full', paperWidthMm: 58 });
  front = await listenOnTcp(printer, { host: HOST, port: 0 });
  return { printer, port: front.port };
}

it('answers over TCP and prints what it is sent', async () => {
  const { printer, port } = await listen();
  const socket = connect(port, HOST);
  socket.write(Uint8Array.of(0x10, 0x04, 1));
  const [answer] = await once(socket, 'data');
  expect([...answer]).toEqual([0x16]);
  const slip = new Promise((resolve) => {
    printer.onSlip(resolve);
  });
  socket.write(Uint8Array.of(0x41, 0x0a, 0x1d, 0x56, 0));
  await slip;
  socket.destroy();
});

it('serves one connection at a time', async () => {
  const { port } = await listen();
  const first = connect(port, HOST);
  first.write(Uint8Array.of(0x10, 0x04, 1));
  await once(first, 'data');
  const second = connect(port, HOST);
  await once(second, 'close');
  first.destroy();
});

it('holds back what its buffer cannot take, and takes it later', async () => {
  const { printer, port } = await listen();
  printer.openCover();
  const socket = connect(port, HOST);
  // Five times what the buffer holds, and at the end a question that only then is read.
  socket.write(new Uint8Array(20_000));
  socket.write(Uint8Array.of(0x10, 0x04, 1));
  const answered = once(socket, 'data');
  printer.closeCover();
  const [answer] = await answered;
  expect([...answer]).toEqual([0x16]);
  socket.destroy();
});

it('rejects where the port is taken', async () => {
  const { printer, port } = await listen();
  await expect(listenOnTcp(printer, { host: HOST, port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

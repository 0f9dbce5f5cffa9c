import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../kit/clock.ts';
import { systemClock } from '../../kit/clock.ts';
import { plainLines } from '../../simulators/printer/paper.ts';
import { SimulatedPrinter } from '../../simulators/printer/simulated-printer.ts';
import { listenOnTcp, type TcpFront } from '../../simulators/printer/tcp-front.ts';
import { createReceiptPrinter, type ReceiptPrinter } from '../driver.ts';
import { generic80mm } from '../models/generic-80mm.ts';
import { sampleReceipt } from '../sample-document.ts';
import { parseTcpAddress, tcpLink } from './tcp.ts';

const HOST = '127.0.0.1';
/** Pauses are skipped; what is left are deadlines, which a healthy test never meets. */
const impatientClock: Clock = {
  ...systemClock,
  setTimeout: (fn, ms) => systemClock.setTimeout(fn, ms <= 500 ? Math.min(ms, 1) : ms),
};
const deadlinesOnly: Clock = {
  ...systemClock,
  setTimeout: (fn, ms) => systemClock.setTimeout(fn, ms === 200 ? 1 : ms),
};

let front: TcpFront | undefined;
let printer: ReceiptPrinter | undefined;

afterEach(async () => {
  await printer?.close();
  await front?.close();
});

async function listen(): Promise<SimulatedPrinter> {
  const device = new SimulatedPrinter({ clock: impatientClock, profile: 'full', paperWidthMm: 80 });
  front = await listenOnTcp(device, { host: HOST, port: 0 });
  return device;
}

describe('tcpLink', () => {
  it('carries a whole job to a printer in the network', async () => {
    const device = await listen();
    const open = tcpLink({ host: HOST, port: front?.port ?? 0 });
    printer = createReceiptPrinter({ open, model: generic80mm, clock: deadlinesOnly });
    expect(await printer.print(sampleReceipt)).toEqual({ kind: 'printed' });
    expect(device.slips).toHaveLength(1);
    expect(device.slips.flatMap(plainLines)).toContain('[QR S7-20261122-0042]');
  });

  it('tells of a dropped connection, once, and refuses to write on it', async () => {
    await listen();
    const link = await tcpLink({ host: HOST, port: front?.port ?? 0 })();
    let closings = 0;
    const closed = new Promise<void>((resolve) => {
      link.onClose(() => {
        closings += 1;
        resolve();
      });
    });
    // An answer proves that the other side knows the connection.
    const answered = new Promise<void>((resolve) => {
      link.onData(() => resolve());
    });
    await link.write(Uint8Array.of(0x10, 0x04, 1));
    await answered;
    front?.dropConnection();
    await closed;
    await expect(link.write(Uint8Array.of(0))).rejects.toThrow('closed');
    await link.close();
    expect(closings).toBe(1);
  });

  it('names the address where nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, HOST, resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => {
      server.close(resolve);
    });
    await expect(tcpLink({ host: HOST, port })()).rejects.toMatchObject({
      code: 'printer-not-reachable',
      message: expect.stringContaining(`${HOST}:${port}`),
    });
  });
});

describe('parseTcpAddress', () => {
  it.each([
    ['printer.example:9100', { host: 'printer.example', port: 9100 }],
    ['192.0.2.7', { host: '192.0.2.7', port: 9100 }],
    ['192.0.2.7:1', { host: '192.0.2.7', port: 1 }],
    ['[2001:db8::7]:9101', { host: '2001:db8::7', port: 9101 }],
    ['', undefined],
    [':9100', undefined],
    ['a:0', undefined],
    ['a:65536', undefined],
    ['a b:9100', undefined],
    ['2001:db8::7', undefined],
  ])('%s', (text, expected) => {
    expect(parseTcpAddress(text)).toEqual(expected);
  });
});

import { parseArgs } from 'node:util';
import type { PrinterStatus, PrintOutcome } from '../../state-machines/ports/printer.ts';
import type { ByteLink } from '../kit/byte-link.ts';
import { systemClock } from '../kit/clock.ts';
import { createReceiptPrinter, type ReceiptPrinter } from './driver.ts';
import { generic58mm } from './models/generic-58mm.ts';
import { generic80mm } from './models/generic-80mm.ts';
import type { PrinterModel } from './models/model.ts';
import { sampleReceipt } from './sample-document.ts';
import { parseTcpAddress, RAW_PRINTING_PORT, tcpLink } from './transports/tcp.ts';

/**
 * Entry: a receipt printer at a desk, without the kiosk. Exit code 0 for ready or printed, 1 for
 * any other answer of the printer, 2 for a command line that makes no sense.
 */

const USAGE = `Usage: npm run -s printer -- <command> [--address host:port] [--width 80|58]

  status         ask the printer for its state
  print-sample   print a sample receipt

  --address      printer in the network; port ${RAW_PRINTING_PORT} unless given
                 (default: 127.0.0.1:${RAW_PRINTING_PORT}, where the simulator listens)
  --width        paper width in millimetres (default: 80)`;

const MODELS: Readonly<Record<string, PrinterModel>> = { 80: generic80mm, 58: generic58mm };

const FAULT_TEXTS = {
  'paper-out': 'the paper is used up',
  'cover-open': 'the cover is open',
  cutter: 'the cutter is jammed',
  mechanism: 'the printer reports a mechanical error',
  offline: 'it cannot be reached, is switched off, or does not answer',
} as const;

interface CommandLine {
  readonly command: string;
  readonly model: PrinterModel;
  readonly address: { readonly host: string; readonly port: number };
}

/** The parsed command line, or what is wrong with it. */
function parseCommandLine(args: readonly string[]): CommandLine | { readonly problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        address: { type: 'string', default: `127.0.0.1:${RAW_PRINTING_PORT}` },
        width: { type: 'string', default: '80' },
      },
    });
    const command = positionals[0] ?? '';
    const model = MODELS[values.width];
    const address = parseTcpAddress(values.address);
    if (positionals.length > 1 || !['status', 'print-sample'].includes(command)) {
      return { problem: 'name one command: status or print-sample' };
    }
    if (model === undefined) return { problem: `--width is 80 or 58, not "${values.width}"` };
    if (address === undefined) return { problem: `"${values.address}" is not host:port` };
    return { command, model, address };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

async function showStatus(printer: ReceiptPrinter): Promise<boolean> {
  const status = await printer.status();
  console.log(`Printer: ${statusText(status)}.`);
  return status.kind === 'ready';
}

async function printSample(printer: ReceiptPrinter): Promise<boolean> {
  const outcome = await printer.print(sampleReceipt);
  console.log(`Sample receipt: ${outcomeText(outcome)}.`);
  return outcome.kind === 'printed' || outcome.kind === 'probably-printed';
}

function statusText(status: PrinterStatus): string {
  if (status.kind === 'fault') return `not ready, ${FAULT_TEXTS[status.fault]}`;
  return status.paperLow ? 'ready, paper is running low' : 'ready';
}

function outcomeText(outcome: PrintOutcome): string {
  switch (outcome.kind) {
    case 'printed':
      return 'printed, the printer confirmed it';
    case 'probably-printed':
      return 'probably printed, this printer cannot confirm it';
    case 'failed':
      return `not printed, ${FAULT_TEXTS[outcome.fault]}`;
    case 'unknown':
      return 'nobody knows whether it came out; please look';
  }
}

async function main(): Promise<number> {
  const commandLine = parseCommandLine(process.argv.slice(2));
  if ('problem' in commandLine) {
    console.error(`${commandLine.problem}\n\n${USAGE}`);
    return 2;
  }
  const { address, model, command } = commandLine;
  console.log(`${model.name} at ${address.host}:${address.port}`);
  let reason = '';
  const open = async (): Promise<ByteLink> => {
    try {
      return await tcpLink(address)();
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
      throw error;
    }
  };
  const printer = createReceiptPrinter({ open, model, clock: systemClock });
  try {
    const good = await (command === 'status' ? showStatus(printer) : printSample(printer));
    if (!good && reason !== '') console.error(reason);
    return good ? 0 : 1;
  } finally {
    await printer.close();
  }
}

process.exitCode = await main();

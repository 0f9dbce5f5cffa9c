import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { PrintBlock, PrintDocument } from '../../../state-machines/ports/printer.ts';
import { asciiBytes, type Bytes, concat, NO_BYTES } from '../../kit/bytes.ts';
import type { PrinterModel } from '../models/model.ts';
import { armAutomaticStatus, askWhenPrinted, askWhenReached } from './commands.ts';
import { PrintDocumentError } from './document-error.ts';
import { printableText } from './printable-text.ts';
import { qrModuleDots } from './qr-size.ts';
import { containsRealTimeCommand } from './real-time-trap.ts';

/**
 * ESC/POS as every common receipt printer speaks it: a document becomes the bytes of one job.
 * Code page and QR settings follow device-protocols A1, A2 and F. Pure.
 */

/** A citizen's receipt has about twenty blocks. */
export const DOCUMENT_MAXIMUM_BLOCKS = 100;
/** Some two metres of paper, and a limit to the work of encoding. */
export const DOCUMENT_MAXIMUM_CHARACTERS = 4_000;
/** Also bounds how long a job can occupy the slowest link: 11 s at 9600 Bd. */
export const JOB_MAXIMUM_BYTES = 10_240;

/** Select printer, initialise, single-byte characters, US character set, font A, code page 858. */
const PROLOGUE = Uint8Array.of(
  ...[0x1b, 0x3d, 0x01],
  ...[0x1b, 0x40],
  ...[0x1c, 0x2e],
  ...[0x1b, 0x52, 0x00],
  ...[0x1b, 0x4d, 0x00],
  ...[0x1b, 0x74, 0x13],
);
const FEED_AND_PARTIAL_CUT = Uint8Array.of(0x1d, 0x56, 0x42, 0x00);
/** Brings the last line past the tear bar of a printer without cutter. */
const FEED_TO_TEAR_BAR = Uint8Array.of(0x1b, 0x64, 6);

/** ESC J: a third of a line, as double-sized letters leave no gap of their own. */
const FEED_BELOW_HEADING = Uint8Array.of(0x1b, 0x4a, 12);

/**
 * The bytes of one whole job: content, cut, and last a question whose answer tells that all
 * before it was done. `processId` is four characters 0x21 to 0x7E and names the job.
 * Throws `PrintDocumentError` for a document over a limit.
 */
export function encodeJob(document: PrintDocument, model: PrinterModel, processId: string): Bytes {
  const { cutter, processId: canConfirm, automaticStatus } = model.capabilities;
  const job = concat(
    PROLOGUE,
    // ESC @ may have turned the reports off.
    automaticStatus ? armAutomaticStatus : NO_BYTES,
    encodeDocument(document, model),
    cutter ? FEED_AND_PARTIAL_CUT : FEED_TO_TEAR_BAR,
    canConfirm ? concat(askWhenPrinted, asciiBytes(processId)) : askWhenReached,
  );
  if (job.length > JOB_MAXIMUM_BYTES)
    throw new PrintDocumentError('more bytes than a job may have');
  if (containsRealTimeCommand(job)) throw new PrintDocumentError('holds a real-time command');
  return job;
}

/** The content alone, without initialisation and cut. */
export function encodeDocument(document: PrintDocument, model: PrinterModel): Bytes {
  if (document.blocks.length > DOCUMENT_MAXIMUM_BLOCKS) {
    throw new PrintDocumentError('more blocks than a document may have');
  }
  const characters = document.blocks.reduce((sum, block) => sum + charactersIn(block), 0);
  if (characters > DOCUMENT_MAXIMUM_CHARACTERS) {
    throw new PrintDocumentError('more characters than a document may have');
  }
  return concat(...document.blocks.map((block) => encodeBlock(block, model)));
}

function charactersIn(block: PrintBlock): number {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return block.text.length;
    case 'field':
      return block.label.length + block.value.length;
    case 'rule':
      return 0;
    case 'qr':
      return block.value.length + block.caption.length;
  }
}

function encodeBlock(block: PrintBlock, model: PrinterModel): Bytes {
  switch (block.kind) {
    case 'heading':
      return encodeHeading(printableText(block.text), model);
    case 'text':
      return encodeText(model, (encoder) => {
        encoder.bold(block.bold === true);
        writeLines(encoder, printableText(block.text));
        encoder.bold(false);
      });
    case 'field':
      return encodeField(printableText(block.label), printableText(block.value), model);
    case 'rule':
      return encodeText(model, (encoder) => encoder.line('─'.repeat(model.columns)));
    case 'qr':
      return encodeQr(block.value, printableText(block.caption), model);
  }
}

/** An encoder of its own for each block, so that no style outlives its block. */
function createEncoder(model: PrinterModel): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: model.columns,
    codepageCandidates: ['cp858', 'windows1252'],
    newline: '\n',
  }).codepage('auto');
}

/**
 * Text through the encoder, which writes ¶ and § as the control bytes 14 and 15 that code page
 * 858 shows on a PC screen; a printer has them at F4 and F5 and prints nothing for the others.
 */
function encodeText(model: PrinterModel, write: (encoder: ReceiptPrinterEncoder) => void): Bytes {
  const encoder = createEncoder(model);
  write(encoder);
  return new Uint8Array(encoder.encode()).map((byte) =>
    byte === 0x14 || byte === 0x15 ? byte + 0xe0 : byte,
  );
}

function writeLines(encoder: ReceiptPrinterEncoder, text: string): void {
  for (const line of text.split('\n')) encoder.line(line);
}

/** Double size where each word then still fits a line, else double height alone. */
function encodeHeading(text: string, model: PrinterModel): Bytes {
  const fits = text.split(/\s/).every((word) => word.length * 2 <= model.columns);
  const lines = encodeText(model, (encoder) => {
    encoder
      .align('center')
      .bold(true)
      .size(fits ? 2 : 1, 2);
    writeLines(encoder, text);
    encoder.size(1, 1).bold(false).align('left');
  });
  // Outside the encoder, which would count the bytes as part of a line.
  return concat(lines, FEED_BELOW_HEADING);
}

/** Label left and value right; a pair too long for one line takes two or more. */
function encodeField(label: string, value: string, model: PrinterModel): Bytes {
  const gap = model.columns - label.length - value.length;
  const oneLine = gap >= 2 && !`${label}${value}`.includes('\n');
  return encodeText(model, (encoder) => {
    if (oneLine) {
      encoder.line(`${label}${' '.repeat(gap)}${value}`);
      return;
    }
    writeLines(encoder, label);
    encoder.align('right');
    writeLines(encoder, value);
    encoder.align('left');
  });
}

function encodeQr(value: string, caption: string, model: PrinterModel): Bytes {
  if (!/^[ -~]+$/.test(value)) throw new PrintDocumentError('a QR code must hold ASCII characters');
  const size = qrModuleDots(value.length, model.printWidthDots);
  if (size === undefined) throw new PrintDocumentError('the content of a QR code is too long');
  const code = createEncoder(model)
    .newline()
    .align('center')
    .qrcode(value, { model: 2, size, errorlevel: 'm' })
    .align('left')
    .encode();
  const text = encodeText(model, (encoder) => {
    encoder.align('center');
    writeLines(encoder, caption);
    encoder.align('left');
  });
  return concat(code, text);
}

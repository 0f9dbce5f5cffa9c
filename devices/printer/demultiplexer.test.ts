import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes, concat, fromHex } from '../kit/bytes.ts';
import { BLOCK_MAXIMUM_BYTES, Demultiplexer, type PrinterReply } from './demultiplexer.ts';

const repliesTo = (hex: string): PrinterReply[] => new Demultiplexer().push(fromHex(hex));

describe('Demultiplexer (Epson ESC/POS, transmitted data)', () => {
  it.each<[string, string, PrinterReply[]]>([
    ['DLE EOT', '12', [{ kind: 'real-time', value: 0x12 }]],
    ['DLE EOT with all bits', '7E', [{ kind: 'real-time', value: 0x7e }]],
    ['GS r, paper present', '00', [{ kind: 'transmitted-status', value: 0 }]],
    ['GS r, paper end', '0C', [{ kind: 'transmitted-status', value: 0x0c }]],
    ['process ID', '37 22 21 22 23 24 00', [{ kind: 'process-id', id: '!"#$' }]],
    ['buffers cleared', '37 25 00', [{ kind: 'cleared' }]],
    ['XON and XOFF', '11 13', [flow('go'), flow('stop')]],
    ['automatic status', '14 00 00 00', [report('14000000')]],
    ['automatic status, paper end', '1C 00 0F 00', [report('1C000F00')]],
    ['a process ID of wrong length', '37 22 21 00', [{ kind: 'block', bytes: fromHex('372221') }]],
    ['offline response', '37 23 41 00', [{ kind: 'block', bytes: fromHex('372341') }]],
    ['bytes that begin nothing', 'FF 80 90 C3', []],
  ])('reads %s', (_, hex, expected) => {
    expect(repliesTo(hex)).toEqual(expected);
  });

  it('takes no status out of an open block', () => {
    const replies = repliesTo('5F 12 16 10 00 12');
    expect(replies.map((reply) => reply.kind)).toEqual(['block', 'real-time']);
  });

  it('lets XON and XOFF interrupt an automatic status and a block', () => {
    expect(repliesTo('14 13 00 00 11 00')).toEqual([flow('stop'), flow('go'), report('14000000')]);
    expect(repliesTo('37 22 41 13 42 43 44 11 00')).toEqual([
      flow('stop'),
      flow('go'),
      { kind: 'process-id', id: 'ABCD' },
    ]);
  });

  it('drops an automatic status that breaks off, and reads on', () => {
    expect(repliesTo('14 00 12')).toEqual([{ kind: 'real-time', value: 0x12 }]);
    expect(repliesTo('14 00 14 00 00 00')).toEqual([report('14000000')]);
  });

  it('reads a block of the maximum length and declares a longer one broken', () => {
    const longest = concat(fromHex('5F'), asciiBytes('x'.repeat(BLOCK_MAXIMUM_BYTES - 2)));
    const [whole] = new Demultiplexer().push(concat(longest, fromHex('00')));
    expect(whole).toEqual({ kind: 'block', bytes: longest });
    const replies = new Demultiplexer().push(concat(longest, asciiBytes('x')));
    expect(replies).toEqual([{ kind: 'broken' }]);
  });

  it('reads the same however the bytes are split', () => {
    const stream = fromHex('12 14 00 13 00 11 00 37 22 41 42 43 44 00 1C 08 0F 00 00 37 25 00 16');
    const expected = new Demultiplexer().push(stream);
    for (let cut = 0; cut <= stream.length; cut++) {
      const split = new Demultiplexer();
      const replies = [...split.push(stream.subarray(0, cut)), ...split.push(stream.subarray(cut))];
      expect(replies).toEqual(expected);
    }
    const single = new Demultiplexer();
    expect([...stream].flatMap((byte) => single.push(Uint8Array.of(byte)))).toEqual(expected);
  });

  it('never throws, and never says more than it heard', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const replies = new Demultiplexer().push(bytes);
        expect(replies.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});

function flow(state: 'go' | 'stop'): PrinterReply {
  return { kind: 'flow-control', go: state === 'go' };
}

function report(hex: string): PrinterReply {
  return { kind: 'automatic-status', bytes: fromHex(hex) };
}

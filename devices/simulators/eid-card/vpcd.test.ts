import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../kit/bytes.ts';
import { CARD_PROFILES } from './profiles.ts';
import { createSimulatedCard, type SimulatedCardOptions } from './simulated-card.ts';
import { message, TestReader } from './test-reader.ts';
import { connectToVpcd, FrameReader, type VpcdExchange } from './vpcd.ts';

const ATR = Uint8Array.of(0x04);
const QUERY = fromHex('0022C1A412800A04007F0007020204020283010384010D');

let reader: TestReader;
beforeEach(async () => {
  reader = await TestReader.listen();
});
afterEach(async () => {
  await reader.close();
});

async function insert(options: SimulatedCardOptions = {}) {
  const exchanges: VpcdExchange[] = [];
  const card = createSimulatedCard(CARD_PROFILES.ready, options);
  const connection = await connectToVpcd({
    host: '127.0.0.1',
    port: reader.port,
    card,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  await reader.cardPresent(true);
  return { card, connection, exchanges };
}

describe('a card in vpcd', () => {
  it('answers the poll for its ATR and the commands in between', async () => {
    await insert();
    expect(await reader.exchange(ATR)).toEqual(CARD_PROFILES.ready.atr);
    expect(toHex(await reader.exchange(QUERY))).toBe('9000');
    expect(await reader.exchange(ATR)).toEqual(CARD_PROFILES.ready.atr);
  });

  it('puts messages together that come in pieces', async () => {
    await insert();
    for (const byte of concat(message(QUERY), message(ATR))) {
      reader.write(Uint8Array.of(byte));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(toHex(await reader.answer())).toBe('9000');
    expect(await reader.answer()).toEqual(CARD_PROFILES.ready.atr);
  });

  it('takes messages apart that come at once', async () => {
    await insert();
    reader.write(concat(message(ATR), message(QUERY), message(QUERY), message(ATR)));
    const answers = [];
    for (let count = 0; count < 4; count++) answers.push((await reader.answer()).length);
    expect(answers).toEqual([15, 2, 2, 15]);
  });

  it.each([0x00, 0x01, 0x02])(
    'forgets its session at control byte %i, in silence',
    async (control) => {
      const { exchanges } = await insert();
      await reader.exchange(QUERY);
      reader.send(Uint8Array.of(control));
      // The nonce request finds no PACE prepared any more.
      expect(toHex(await reader.exchange(fromHex('10860000027C0000')))).toBe('6985');
      expect(exchanges).toHaveLength(2);
    },
  );

  it('reports each exchange', async () => {
    const { exchanges } = await insert();
    await reader.exchange(QUERY);
    const [exchange] = exchanges;
    expect(exchange).toMatchObject({
      instruction: 0x22,
      commandBytes: QUERY.length,
      answerBytes: 2,
      statusWord: 0x9000,
    });
    expect(exchange?.firstByteAt).toBeLessThanOrEqual(exchange?.commandAt ?? 0);
    expect(exchange?.commandAt).toBeLessThanOrEqual(exchange?.answerAt ?? 0);
  });
});

describe('the end of the connection', () => {
  it('is a removal when the card is taken out', async () => {
    const { connection, card } = await insert();
    expect(await connection.remove()).toEqual({ kind: 'removed' });
    await reader.cardPresent(false);
    expect(() => card.transmit(QUERY)).toThrow('pulled');
  });

  it.each(['before-processing', 'after-processing'] as const)(
    'is a pull %s, without an answer',
    async (when) => {
      const { connection, exchanges } = await insert({ pull: { atCommand: 2, when } });
      await reader.exchange(QUERY);
      await expect(reader.exchange(QUERY)).rejects.toThrow('the card is gone');
      expect(await connection.closed).toEqual({ kind: 'pulled', atCommand: 2 });
      expect(exchanges).toHaveLength(1);
    },
  );

  it('is the reader’s when pcscd goes', async () => {
    const { connection } = await insert();
    reader.dropConnection();
    expect(await connection.closed).toEqual({ kind: 'reader-gone' });
  });

  it('is a failure when the card breaks, whoever takes it out then', async () => {
    const broken = new Error('disk full');
    const { connection, card } = await insert();
    card.transmit = () => {
      queueMicrotask(() => void connection.remove());
      throw broken;
    };
    reader.send(QUERY);
    expect(await connection.closed).toEqual({ kind: 'failed', cause: broken });
  });

  it('comes before a command that arrived together with the last one', async () => {
    const card = createSimulatedCard(CARD_PROFILES.ready);
    const removed: unknown[] = [];
    const connection = await connectToVpcd({
      host: '127.0.0.1',
      port: reader.port,
      card,
      onExchange: () => removed.push(connection.remove()),
    });
    await reader.cardPresent(true);
    reader.write(concat(message(QUERY), message(QUERY)));
    expect(await connection.closed).toEqual({ kind: 'removed' });
    expect(removed).toHaveLength(1);
  });

  it.each([
    ['an empty message', new Uint8Array(0)],
    ['an unknown control byte', Uint8Array.of(0x05)],
  ])('is a failure with %s', async (_, payload) => {
    const { connection } = await insert();
    reader.send(payload);
    expect(await connection.closed).toMatchObject({ kind: 'failed' });
  });

  it('leaves the card ready to be put in again', async () => {
    const { connection, card } = await insert();
    await reader.exchange(QUERY);
    await connection.remove();
    await reader.cardPresent(false);
    await connectToVpcd({ host: '127.0.0.1', port: reader.port, card });
    await reader.cardPresent(true);
    expect(card.commandCount).toBe(0);
    expect(toHex(await reader.exchange(QUERY))).toBe('9000');
  });
});

describe('without a reader', () => {
  it('the connection is refused', async () => {
    const { port } = reader;
    await reader.close();
    reader = await TestReader.listen();
    const card = createSimulatedCard(CARD_PROFILES.ready);
    await expect(connectToVpcd({ host: '127.0.0.1', port, card })).rejects.toThrow('ECONNREFUSED');
  });
});

describe('FrameReader', () => {
  it('notes when a message began and when it was whole', () => {
    const frames = new FrameReader();
    expect(frames.take(fromHex('0002'), 10)).toEqual([]);
    expect(frames.take(fromHex('AABB00'), 50)).toEqual([
      { payload: fromHex('AABB'), firstByteAt: 10, completeAt: 50 },
    ]);
    expect(frames.take(fromHex('0104'), 70)).toEqual([
      { payload: fromHex('04'), firstByteAt: 50, completeAt: 70 },
    ]);
  });

  it('takes the longest message there is', () => {
    const payload = new Uint8Array(65_535).fill(7);
    expect(new FrameReader().take(message(payload), 0)).toMatchObject([{ payload }]);
  });
});

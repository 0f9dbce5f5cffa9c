import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromHex, toHex } from '../../devices/kit/bytes.ts';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { type PrivatePcscd, startPcscd } from './rig/pcscd.ts';
import { type OpenReader, openReader } from './rig/reader.ts';
import { CARD_READER_PARTS, describeWithParts } from './rig/requirements.ts';
import { insertCard } from './rig/virtual-card.ts';

const SELECT_MASTER_FILE = fromHex('00A4000C023F00');
const NOBODY_ANSWERS = 0;

describeWithParts(CARD_READER_PARTS, 'private pcscd', () => {
  let pcscd: PrivatePcscd;
  let reader: OpenReader;

  beforeAll(async () => {
    pcscd = await startPcscd();
    reader = await openReader(pcscd, 0);
  });

  afterAll(async () => {
    await reader?.close();
    await pcscd?.stop();
  });

  it('shows its two empty readers and nothing of the machine', () => {
    expect(reader.listReaders()).toEqual(pcscd.readerNames);
    expect(reader.isCardPresent()).toBe(false);
  });

  it('notices a card, carries a command to it, and notices its removal', async () => {
    const card = createSimulatedCard(CARD_PROFILES.ready);
    const inserted = await insertCard(pcscd, card, 0);
    await reader.waitForCard();
    await reader.connect();
    expect(toHex(await reader.transmit(SELECT_MASTER_FILE))).toBe('9000');
    expect(inserted.exchanges).toHaveLength(1);
    await inserted.remove();
    await reader.waitForNoCard();
    expect(reader.isCardPresent()).toBe(false);
  });

  it('fails a command whose card went away meanwhile', async () => {
    const card = createSimulatedCard(CARD_PROFILES.ready, {
      pull: { atCommand: 2, when: 'before-processing' },
    });
    const inserted = await insertCard(pcscd, card, 0);
    await reader.waitForCard();
    await reader.connect();
    expect(toHex(await reader.transmit(SELECT_MASTER_FILE))).toBe('9000');
    const answerLength = await reader.transmit(SELECT_MASTER_FILE).then(
      ({ length }) => length,
      () => NOBODY_ANSWERS,
    );
    expect(answerLength).toBe(NOBODY_ANSWERS);
    await reader.waitForNoCard();
    await inserted.remove();
  });

  it('can be lost and found again at the same place', async () => {
    await pcscd.halt();
    await expect(reader.waitForCard()).rejects.toThrow('lost pcscd');
    await reader.close();
    await pcscd.resume();
    reader = await openReader(pcscd, 0);
    const inserted = await insertCard(pcscd, createSimulatedCard(CARD_PROFILES.ready), 0);
    await reader.waitForCard();
    await inserted.remove();
  });
});

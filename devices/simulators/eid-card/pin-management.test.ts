import { describe, expect, it } from 'vitest';
import { asciiBytes, NO_BYTES } from '../../kit/bytes.ts';
import type { CardState } from './card-memory.ts';
import { CARD_PROFILES, type EidProfileName } from './profiles.ts';
import { afterEverything, afterTerminalAuthentication, pki } from './test-session.ts';

const SET_PIN = '002C0203';
const UNBLOCK_PIN = '002C0303';
const ACTIVATE = '00441003';
const DEACTIVATE = '00041003';
const NEW_PIN = asciiBytes('271828');
const COMMANDS = [
  [SET_PIN, NEW_PIN],
  [UNBLOCK_PIN, NO_BYTES],
  [ACTIVATE, NO_BYTES],
  [DEACTIVATE, NO_BYTES],
] as const;
const READY = CARD_PROFILES.ready.state;

describe('PIN management', () => {
  it.each<[EidProfileName, Partial<CardState>]>([
    ['ready', {}],
    ['one-try-left', {}],
    ['blocked', {}],
    ['puk-spent', { pukCounter: 0 }],
    ['transport-pin', {}],
  ])('sets a new PIN on the card "%s" and the counter back', (name, difference) => {
    const { card, terminal } = afterEverything(CARD_PROFILES[name]);
    expect(terminal.send(SET_PIN, NEW_PIN).status).toBe(0x9000);
    expect(card.state()).toEqual({ ...READY, ...difference, pin: '271828' });
    card.reset();
    terminal.forgetChannel();
    expect(terminal.pace('pin', '271828')).toEqual({ query: 0x9000, final: 0x9000 });
  });

  it.each<EidProfileName>(['function-off', 'function-off-blocked'])(
    'activates "%s" before it sets the PIN, not the other way round',
    (name) => {
      const { card, terminal } = afterEverything(CARD_PROFILES[name]);
      expect(terminal.send(SET_PIN, NEW_PIN).status).toBe(0x6283);
      expect(terminal.send(UNBLOCK_PIN).status).toBe(0x6283);
      expect(card.state()).toEqual(CARD_PROFILES[name].state);
      expect(terminal.send(ACTIVATE).status).toBe(0x9000);
      expect(card.state()).toEqual({ ...CARD_PROFILES[name].state, pinActive: true });
      expect(terminal.send(SET_PIN, NEW_PIN).status).toBe(0x9000);
      expect(card.state()).toEqual({ ...READY, pin: '271828' });
    },
  );

  it('unblocks without the PUK and without a use of it', () => {
    const { card, terminal } = afterEverything(CARD_PROFILES['puk-spent']);
    expect(terminal.send(UNBLOCK_PIN).status).toBe(0x9000);
    expect(card.state()).toEqual({ ...READY, pukCounter: 0 });
  });

  it('activates and deactivates as often as wanted', () => {
    const { card, terminal, saved } = afterEverything();
    expect(terminal.send(ACTIVATE).status).toBe(0x9000);
    expect(saved).toEqual([]);
    expect(terminal.send(DEACTIVATE).status).toBe(0x9000);
    expect(terminal.send(DEACTIVATE).status).toBe(0x9000);
    expect(card.state()).toEqual({ ...READY, pinActive: false });
    card.reset();
    terminal.forgetChannel();
    expect(terminal.query()).toBe(0x6283);
  });

  it.each([
    ['', 0x6a80],
    ['12345', 0x6984],
    ['1234567', 0x6984],
    ['12345A', 0x6a80],
  ])('refuses "%s" as a PIN with %i', (pin, status) => {
    const { card, terminal } = afterEverything();
    expect(terminal.send(SET_PIN, asciiBytes(pin)).status).toBe(status);
    expect(card.state()).toEqual(READY);
  });

  it.each([
    [ACTIVATE, asciiBytes('1'), 0x6700],
    ['00441001', NO_BYTES, 0x6a86],
    ['002C0202', asciiBytes('123456'), 0x6a86],
  ])('%s with %o gets %i', (header, data, status) => {
    expect(afterEverything().terminal.send(header, data).status).toBe(status);
  });

  it.each(COMMANDS)('%s needs the right in PACE', (header, data) => {
    const { card, terminal } = afterEverything(CARD_PROFILES.blocked, { rights: '0000000010' });
    expect(terminal.send(header, data).status).toBe(0x6982);
    expect(card.state()).toEqual(CARD_PROFILES.blocked.state);
  });

  it.each(COMMANDS)('%s needs the right in the terminal’s certificate', (header, data) => {
    const chain = [pki.dv.certificate, pki.terminal(['can-allowed']).certificate];
    const { terminal } = afterEverything(CARD_PROFILES.blocked, { chain });
    expect(terminal.send(header, data).status).toBe(0x6982);
  });

  it.each(COMMANDS)('%s needs the right in the verifier’s certificate', (header, data) => {
    const dv = pki.issue(pki.cvca, {
      role: 'dv-domestic',
      reference: 'DETESTDV00001',
      privateKey: pki.dv.privateKey,
      rights: ['can-allowed'],
    });
    const full = pki.terminal(['can-allowed', 'pin-management']).certificate;
    const { terminal } = afterEverything(CARD_PROFILES.blocked, { chain: [dv, full] });
    expect(terminal.send(header, data).status).toBe(0x6982);
  });

  it.each(COMMANDS)('%s needs the certificates to allow the CAN', (header, data) => {
    const chain = [pki.dv.certificate, pki.terminal(['pin-management']).certificate];
    const { terminal } = afterEverything(CARD_PROFILES.blocked, { chain });
    expect(terminal.send(header, data).status).toBe(0x6982);
  });

  it.each(COMMANDS)('%s needs chip authentication', (header, data) => {
    const { terminal } = afterTerminalAuthentication(CARD_PROFILES.blocked);
    expect(terminal.send(header, data).status).toBe(0x6982);
  });

  it.each(COMMANDS)('%s is refused once the channel has ended', (header, data) => {
    const { card, terminal } = afterEverything(CARD_PROFILES.blocked);
    terminal.query();
    terminal.forgetChannel();
    terminal.pace('can', CARD_PROFILES.ready.can);
    expect(terminal.send(header, data).status).toBe(0x6982);
    expect(card.state()).toEqual(CARD_PROFILES.blocked.state);
  });
});

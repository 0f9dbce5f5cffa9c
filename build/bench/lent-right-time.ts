import { curveByOid, type EcdsaCurve, signEcdsa } from '../../devices/eid/primitives/ecdsa.ts';
import { createEidTerminal } from '../../devices/eid/terminal.ts';
import type { TerminalAuthority } from '../../devices/eid/terminal-authority.ts';
import { asciiBytes, concat } from '../../devices/kit/bytes.ts';
import { Secret } from '../../devices/kit/secret.ts';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { multiplyForKeyAgreement, multiplyForPace, verifyOnce } from './curve-operations.ts';
import { meteredReader } from './metered-reader.ts';
import type { Measurement } from './row.ts';
import { addTimes, NO_TIME, type SpentTime, startStopwatch, subtractTimes } from './spent-time.ts';
import { median, sum } from './statistics.ts';

/**
 * Our terminal's own work to switch the eID function on, set a PIN and prove it, beside the curve
 * operations that the protocols ask of a terminal.
 */

const WARM_UP_RUNS = 20;
const RUNS = 60;
const TODAY = new Date();
const CAN = new Secret(asciiBytes(CARD_PROFILES['function-off'].can));
const NEW_PIN = new Secret(asciiBytes('271828'));
const RIGHTS = ['pin-management', 'can-allowed', 'age-verification', 'read-dg1'] as const;

const pki = createTestPki({ today: TODAY });

export const lentRightTime: Measurement = {
  name: 'lent-right-time',
  missing: () => [],
  async run() {
    const own: SpentTime[] = [];
    const bare: SpentTime[] = [];
    for (let run = -WARM_UP_RUNS; run < RUNS; run += 1) {
      const ownTime = await activateAndSetPin();
      const bareTime = operateOnly();
      if (run < 0) continue;
      own.push(ownTime);
      bare.push(bareTime);
    }
    const reference = {
      name: 'the curve operations alone',
      value: median(bare.map(({ wallMs }) => wallMs)),
    };
    return [
      {
        name: 'terminal’s own time to activate, set and prove a PIN',
        unit: 'ms',
        ours: median(own.map(({ wallMs }) => wallMs)),
        reference,
        target: 1.5,
        runs: RUNS,
        note: 'Wall time less what card and authority compute in the same thread. The reference: PACE twice, key and agreement of chip authentication, the signatures on EF.CardSecurity and on its signer’s certificate.',
      },
      {
        name: 'the same as processor time',
        unit: 'ms',
        ours: meanProcessorMs(own),
        reference: { ...reference, value: meanProcessorMs(bare) },
        runs: RUNS,
        note: 'Mean over all runs, of all threads, so with compiler and garbage collector; less the card’s and the authority’s.',
      },
    ];
  },
};

async function activateAndSetPin(): Promise<SpentTime> {
  const card = createSimulatedCard(CARD_PROFILES['function-off'], { today: TODAY });
  const reader = meteredReader(card);
  const authority = meteredAuthority();
  const terminal = createEidTerminal({ reader });
  const stopwatch = startStopwatch();
  const outcome = await terminal.setPinByRight(
    { can: CAN, newPin: NEW_PIN },
    {
      authority: authority.authority,
      rights: ['read-dg1'],
      minimumAge: 16,
      passiveAuthentication: {
        mode: 'required',
        documentSigners: [],
        countryCertificates: [pki.csca],
      },
      today: TODAY,
    },
    { activate: 'if-off' },
  );
  const whole = stopwatch();
  if (outcome.kind !== 'ok') throw new Error(`the PIN was not set: ${outcome.kind}`);
  return subtractTimes(subtractTimes(whole, reader.cardTime()), authority.spent());
}

/** The central system’s part, whose time is not the terminal’s. */
function meteredAuthority() {
  const key = pki.terminal(RIGHTS);
  const certificates = [pki.dv.certificate, key.certificate];
  let spent = NO_TIME;
  const authority: TerminalAuthority = {
    chainFor: async () => ({ kind: 'chain', certificates }),
    async sign({ idPicc, challenge, ephemeralKey, auxiliaryData }) {
      const stopwatch = startStopwatch();
      const message = concat(idPicc, challenge, ephemeralKey, auxiliaryData);
      const signature = signEcdsa(
        curve('1.3.36.3.3.2.8.1.1.7'),
        'SHA-256',
        message,
        key.privateKey,
      );
      spent = addTimes(spent, stopwatch());
      return { kind: 'signature', signature };
    },
  };
  return { authority, spent: () => spent };
}

/** The test card’s signer has the same curve as the card, its country a longer one. */
function operateOnly(): SpentTime {
  return [
    multiplyForPace(),
    multiplyForPace(),
    multiplyForKeyAgreement(),
    verifyOnce(curve('1.3.36.3.3.2.8.1.1.7'), 'SHA-256'),
    verifyOnce(curve('1.3.36.3.3.2.8.1.1.11'), 'SHA-384'),
  ].reduce(addTimes, NO_TIME);
}

function curve(oid: string): EcdsaCurve {
  const known = curveByOid(oid);
  if (!known) throw new RangeError(`no curve has the OID ${oid}`);
  return known;
}

function meanProcessorMs(times: readonly SpentTime[]): number {
  return sum(times.map(({ processorMs }) => processorMs)) / times.length;
}

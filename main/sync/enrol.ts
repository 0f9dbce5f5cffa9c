import { enrolmentAnswer, enrolmentCode } from '../../central/contract/kiosk.ts';
import { askCentral } from './ask-central.ts';
import { type KioskIdentity, prepareKioskKey, storeEnrolment } from './kiosk-identity.ts';
import { SyncError } from './sync-error.ts';

/** Enrols this terminal at a central system with a code that works once. */
export interface EnrolmentParts {
  /** Where the identity is kept; see `kiosk-identity.ts`. */
  readonly file: string;
  /** Address of the central system. */
  readonly central: string;
  readonly code: string;
}

const ANSWER_MS = 10_000;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The same code may be sent again as long as its answer was lost: the key stays the same. Throws a
 * `SyncError`.
 */
export async function enrol({ file, central, code }: EnrolmentParts): Promise<KioskIdentity> {
  const origin = originOf(central);
  const read = enrolmentCode.safeParse(code.toUpperCase().replace(/[\s-]/g, ''));
  if (!read.success) {
    throw new SyncError(
      'code-malformed',
      'An enrolment code has eight letters and digits, without 0, O, 1, I and L.',
    );
  }
  const { publicKey } = prepareKioskKey(file);
  const answer = await askCentral(
    origin,
    { method: 'POST', path: '/kiosk/enrolment', answer: enrolmentAnswer },
    {
      body: JSON.stringify({
        code: read.data,
        publicKey: Buffer.from(publicKey).toString('hex').toUpperCase(),
      }),
      headers: {},
      signal: AbortSignal.timeout(ANSWER_MS),
    },
  );
  if (answer.kind === 'answered') return storeEnrolment(file, { ...answer.body, central: origin });
  throw answer.kind === 'refused'
    ? refusal(answer.code, answer.retryAfterSeconds)
    : new SyncError(
        'unreachable',
        `${origin} does not answer as a central system does. Check the address and the network; the code still works.`,
      );
}

function refusal(code: string, retryAfterSeconds: number | undefined): SyncError {
  switch (code) {
    case 'enrolment-code-wrong':
      return new SyncError(
        'code-wrong',
        'This code is wrong, has been used or is older than 15 minutes. Have a new one made.',
      );
    case 'too-many-requests':
      return new SyncError(
        'too-many-tries',
        `There were too many wrong codes from here. Try again in ${Math.ceil((retryAfterSeconds ?? 60) / 60)} minutes.`,
      );
    default:
      return new SyncError(
        'refused',
        `The central system refused the enrolment (${code}). Its log tells more.`,
      );
  }
}

/** Without encryption only on the same machine: others could pose as the central system. */
function originOf(address: string): string {
  if (!URL.canParse(address)) {
    throw new SyncError('address-malformed', `"${address}" is not an address like https://host.`);
  }
  const { protocol, hostname, origin } = new URL(address);
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))) return origin;
  throw new SyncError(
    'address-not-encrypted',
    `${address} is not encrypted: name an address that begins with https://.`,
  );
}

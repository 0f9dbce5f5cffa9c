import { Secret } from '../devices/kit/secret.ts';
import {
  type NewPinComparison,
  type NewPinStrength,
  SECRET_NAMES,
  type SecretName,
} from '../state-machines/ports/secrets.ts';

/** The only holder of typed digits. Everything else in the process knows names and counts. */
export interface SecretsVault {
  /** @returns the number of digits after the press */
  press(name: SecretName, digit: number): number;
  erase(name: SecretName): number;
  /** Lends a secret for one operation; empty where nothing was typed. */
  lend(name: SecretName): Secret;
  newPinStrength(): NewPinStrength;
  compareNewPins(): NewPinComparison;
  wipe(names?: readonly SecretName[]): void;
}

export function createSecretsVault(): SecretsVault {
  const secrets = new Map(SECRET_NAMES.map((name) => [name, new Secret(new Uint8Array(0))]));
  const lend = (name: SecretName): Secret => {
    const secret = secrets.get(name);
    if (!secret) throw new RangeError(`no secret is called ${name}`);
    return secret;
  };
  return {
    lend,
    press(name, digit) {
      lend(name).append(digit);
      return lend(name).length;
    },
    erase(name) {
      lend(name).removeLast();
      return lend(name).length;
    },
    newPinStrength: () => lend('new-pin').reveal(strengthOf),
    compareNewPins: () =>
      lend('new-pin').reveal((first) =>
        lend('new-pin-again').reveal((second) =>
          first.length === second.length && first.every((digit, index) => digit === second[index])
            ? 'same'
            : 'different',
        ),
      ),
    wipe(names = SECRET_NAMES) {
      for (const name of names) lend(name).wipe();
    },
  };
}

/** Weak: every digit follows the one before it by the same step (111111, 123456, 987654), or two or three digits repeat (121212, 123123). */
function strengthOf(digits: Uint8Array): NewPinStrength {
  const steps = new Set(
    [...digits.subarray(1)].map((digit, index) => digit - (digits[index] ?? 0)),
  );
  const evenSteps = steps.size <= 1 && [...steps].every((step) => Math.abs(step) <= 1);
  const repeats = (period: number): boolean =>
    digits.every((digit, index) => digit === digits[index % period]);
  return evenSteps || repeats(2) || repeats(3) ? 'weak' : 'good';
}

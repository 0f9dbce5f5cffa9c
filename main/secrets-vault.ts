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
  /**
   * Lends copies for one operation and wipes them when it ends. Wiping the vault meanwhile, because
   * the session was ended, must not change the digits an operation is in the middle of proving.
   */
  lend<Name extends SecretName, Result>(
    names: readonly Name[],
    use: (secrets: Readonly<Record<Name, Secret>>) => Promise<Result>,
  ): Promise<Result>;
  newPinStrength(): NewPinStrength;
  compareNewPins(): NewPinComparison;
  wipe(names?: readonly SecretName[]): void;
}

export function createSecretsVault(): SecretsVault {
  const secrets = new Map(SECRET_NAMES.map((name) => [name, new Secret(new Uint8Array(0))]));
  const held = (name: SecretName): Secret => {
    const secret = secrets.get(name);
    if (!secret) throw new RangeError(`no secret is called ${name}`);
    return secret;
  };
  return {
    press(name, digit) {
      held(name).append(digit);
      return held(name).length;
    },
    erase(name) {
      held(name).removeLast();
      return held(name).length;
    },
    async lend<Name extends SecretName, Result>(
      names: readonly Name[],
      use: (secrets: Readonly<Record<Name, Secret>>) => Promise<Result>,
    ) {
      const copies = names.map((name) => held(name).reveal((digits) => new Secret(digits)));
      const lent = Object.fromEntries(names.map((name, index) => [name, copies[index]]));
      try {
        return await use(lent as Record<Name, Secret>);
      } finally {
        for (const copy of copies) copy.wipe();
      }
    },
    newPinStrength: () => held('new-pin').reveal(strengthOf),
    compareNewPins: () =>
      held('new-pin').reveal((first) =>
        held('new-pin-again').reveal((second) =>
          first.length === second.length && first.every((digit, index) => digit === second[index])
            ? 'same'
            : 'different',
        ),
      ),
    wipe(names = SECRET_NAMES) {
      for (const name of names) held(name).wipe();
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

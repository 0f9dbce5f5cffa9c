import type { Curve } from '../../eid/primitives/curves.ts';
import type { Bytes } from '../../kit/bytes.ts';
import { createTestPki, type TestPki } from '../test-pki/test-pki.ts';
import { addDays, dayOf } from './calendar.ts';
import { type ChipKey, makeChipKeys, publicKeyOf } from './chip-keys.ts';
import { dataGroup } from './data-groups.ts';
import { type Document, issueDocument } from './document.ts';
import { buildFiles, type FileTree } from './files.ts';
import type { EidCardProfile } from './profiles.ts';
import { securityInfos } from './security-infos.ts';
import type { Suite } from './suites.ts';
import { type Trust, trustPointOf } from './trust-points.ts';

/** What the maker of the card writes into it: keys, files, the holder, the first trust point. */

export interface Personalization {
  readonly document: Document;
  readonly chipKeys: ReadonlyMap<number, ChipKey>;
  readonly files: FileTree;
  trust(): Trust;
}

/** Signatures cost time and few cards need them, so they are made when first asked for. */
export function personalize(
  profile: EidCardProfile,
  { curve, suite, today }: { readonly curve: Curve; readonly suite: Suite; readonly today: Date },
): Personalization {
  const document = issueDocument(profile.holder, dayOf(today));
  const printed = makeChipKeys(curve, 'genuine');
  const pki = once(() => createTestPki({ today }));
  const cardSecurity = once(() => {
    const publicKeys = [...printed].map(([id, key]) => [id, publicKeyOf(curve, key)] as const);
    const infos = securityInfos(suite, profile.parameterId, new Map(publicKeys));
    const signed = pki().cardSecurity(infos);
    return profile.flaw === 'broken-card-security' ? withLastBitFlipped(signed) : signed;
  });
  return {
    document,
    // A copied chip shows the signed public keys of another, whose secrets it could not read.
    chipKeys: profile.flaw === 'copied-chip' ? makeChipKeys(curve, 'copied') : printed,
    files: buildFiles({
      cardAccess: securityInfos(suite, profile.parameterId, new Map()),
      cardSecurity,
      dataGroup: (number) => dataGroup(document, number),
    }),
    trust: once(() => firstTrust(profile, pki(), today)),
  };
}

/** Also for the command line, which replaces some of it. */
export function firstTrust(profile: EidCardProfile, pki: TestPki, today: Date): Trust {
  const { certificate } = profile.trustAnchor === 'test' ? pki.cvca : pki.foreignCvca;
  const point = trustPointOf(certificate);
  if (point === undefined) throw new Error('the test authority makes no trust point');
  return { date: addDays(dayOf(today), profile.chipDaysAhead), points: [point] };
}

/** The end of EF.CardSecurity is the end of its signature. */
function withLastBitFlipped(signed: Bytes): Bytes {
  const broken = signed.slice();
  broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
  return broken;
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

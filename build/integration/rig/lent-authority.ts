import {
  createFolderAuthority,
  type FolderAuthority,
} from '../../../devices/eid/authority-folder.ts';
import type { Bytes } from '../../../devices/kit/bytes.ts';
import type { CvIssuer } from '../../../devices/simulators/test-pki/cv-certificate.ts';
import { encodePrivateKey } from '../../../devices/simulators/test-pki/folder.ts';

/** A terminal authority over certificates and a key at hand; links lead to the verifier's issuer. */
export function authorityOver(
  { dv, terminal }: { readonly dv: CvIssuer; readonly terminal: CvIssuer },
  links: readonly Bytes[] = [],
): FolderAuthority {
  return createFolderAuthority({
    documentVerifier: dv.certificate,
    terminal: terminal.certificate,
    privateKey: encodePrivateKey(terminal.privateKey),
    links,
  });
}

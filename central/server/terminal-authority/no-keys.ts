import { AuthorityError } from './authority-error.ts';
import type { AuthorityKeys } from './authority-keys.ts';

/** For a node that is to sign nothing: it hands out no chain either. */
export const NO_KEYS: AuthorityKeys = {
  place: 'nowhere',
  names: () => Promise.resolve([]),
  sign: () =>
    Promise.reject(new AuthorityError('key-unavailable', 'This node has no keys to sign with.')),
  close: () => Promise.resolve(),
};

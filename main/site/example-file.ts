import { fileURLToPath } from 'node:url';

/** A site file with every setting and what it is for, to begin with. */
export const EXAMPLE_FILE = fileURLToPath(new URL('example.jsonc', import.meta.url));

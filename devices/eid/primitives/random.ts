import { randomBytes as nodeRandomBytes } from 'node:crypto';
import type { Bytes } from '../../kit/bytes.ts';

export type RandomBytes = (length: number) => Bytes;

export const randomBytes: RandomBytes = (length) => new Uint8Array(nodeRandomBytes(length));

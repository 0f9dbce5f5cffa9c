import { MESSAGE_BYTES_MAX } from '../contract/roles.ts';

/**
 * Longest text from a screen that a host hands to the core, in UTF-8 bytes. It lies above what the
 * contract allows, so that the core itself refuses the message as `oversized`.
 */
export const TEXT_BYTES_MAX = MESSAGE_BYTES_MAX + 1024;

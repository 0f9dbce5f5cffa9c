/** What a host has to know of the contract without looking into a message. */

export const ROLES = ['visitor', 'staff', 'bench', 'waiting-room'] as const;
export type Role = (typeof ROLES)[number];

/** Longest message a screen may send, in UTF-8 bytes. The longest valid one has about 120. */
export const MESSAGE_BYTES_MAX = 1024;

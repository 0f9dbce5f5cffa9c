/** Without 0, O, 1, I, L: they look alike on paper. */
export const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

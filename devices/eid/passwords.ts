/** PACE passwords by their number in data object 83, TR-03110 part 3, table 20. */
export const PASSWORD_IDS = { mrz: 1, can: 2, pin: 3, puk: 4 } as const;

export type PasswordName = keyof typeof PASSWORD_IDS;

import { createContext } from 'react';

/** The name on every screen; known to the frame alone, so that no screen has to pass it on. */
export const CentreName = createContext('');

import { z } from 'zod';

/**
 * What the AusweisApp says and hears on its WebSocket, as far as the rig uses it, after the SDK's
 * manual, API levels 2 and 3. Messages of other kinds pass as they are.
 */

const card = z.looseObject({
  deactivated: z.boolean().optional(),
  inoperative: z.boolean().optional(),
  retryCounter: z.number().optional(),
});

const reader = z.looseObject({
  name: z.string(),
  attached: z.boolean(),
  keypad: z.boolean().optional(),
  card: card.nullish(),
});

const envelope = z.looseObject({
  msg: z.string(),
  error: z.string().optional(),
  /** Of CHANGE_PIN; absent in the message that only says it began. */
  success: z.boolean().optional(),
  reason: z.string().optional(),
  /** Of ENTER_PIN, ENTER_CAN, ENTER_PUK and ENTER_NEW_PIN. */
  reader: reader.optional(),
  /** Of READER_LIST. */
  readers: z.array(reader).optional(),
  VersionInfo: z.looseObject({ 'Implementation-Version': z.string() }).optional(),
});

export type AppMessage = z.infer<typeof envelope>;
export type ReaderState = z.infer<typeof reader>;

export type AppCommand =
  | { readonly cmd: 'GET_INFO' | 'GET_API_LEVEL' | 'GET_STATUS' | 'GET_READER_LIST' | 'CANCEL' }
  | { readonly cmd: 'SET_API_LEVEL'; readonly level: number }
  | { readonly cmd: 'RUN_CHANGE_PIN'; readonly status: boolean }
  | { readonly cmd: 'SET_PIN' | 'SET_NEW_PIN' | 'SET_CAN' | 'SET_PUK'; readonly value: string };

export function parseMessage(frame: string): AppMessage {
  return envelope.parse(JSON.parse(frame));
}

/** The readers a message tells about: all of a list, the one of a reader message, or none. */
export function readersIn(message: AppMessage): readonly ReaderState[] {
  if (message.msg === 'READER_LIST') return message.readers ?? [];
  return message.msg === 'READER' ? [reader.parse(message)] : [];
}

import type { DisplayContent } from '../../../state-machines/ports/display.ts';
import type { Bytes } from '../../kit/bytes.ts';
import type { CharacterDisplayModel, DisplayModel } from '../models/model.ts';
import { encodeCd5220, openCd5220 } from './cd5220.ts';
import { encodeDmD, openDmD } from './dm-d.ts';
import type { Encoding, Frame } from './frame.ts';
import { setLines } from './glass-lines.ts';
import { encodeLed } from './led-frame.ts';

/** The languages of character displays: what opens a connection, and what shows two rows. */
const LANGUAGES = {
  'dm-d': { open: openDmD, encode: encodeDmD },
  cd5220: { open: openCd5220, encode: encodeCd5220 },
} as const satisfies Record<CharacterDisplayModel['language'], unknown>;

/** Pure, so that a configuration can be checked with it before anything is connected. */
export function encodeContent(
  model: DisplayModel,
  address: number,
  content: DisplayContent,
): Encoding {
  if (model.kind === 'number') return encodeLed(model, address, content);
  const lines = setLines(content, model.characterSet);
  if (lines.kind === 'does-not-fit') return lines;
  const { encode } = LANGUAGES[model.language];
  return withoutReply(encode(lines.upper, lines.lower, model.characterSet));
}

/** What goes out once after opening, before any content. */
export function openingFrames(model: DisplayModel): readonly Frame[] {
  if (model.kind === 'number') return [];
  return withoutReply(LANGUAGES[model.language].open).frames;
}

function withoutReply(bytes: Bytes) {
  return { kind: 'frames', frames: [{ bytes, reply: undefined }] } as const;
}

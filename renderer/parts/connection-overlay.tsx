import type { Text } from '../../config/text/index.ts';
import type { LinkState } from '../link/link.ts';
import { Overlay } from './overlay.tsx';
import { Sentences } from './sentences.tsx';

export interface ConnectionOverlayProps {
  readonly connection: LinkState<'visitor'>['connection'];
  readonly text: Text;
}

/** Shown while the core cannot be reached, or has no place for this window. */
export function ConnectionOverlay({ connection, text }: ConnectionOverlayProps) {
  if (connection === 'open') return null;
  const words = text.connection[connection === 'taken' ? 'taken' : 'lost'];
  return (
    <Overlay key={words.title} title={words.title}>
      <Sentences lines={words.text} />
    </Overlay>
  );
}

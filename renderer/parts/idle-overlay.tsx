import { useCallback } from 'react';
import type { Text } from '../../config/text/index.ts';
import { Button } from './button.tsx';
import { Overlay } from './overlay.tsx';
import type { Press } from './screen-props.ts';
import { Sentences } from './sentences.tsx';

export interface IdleOverlayProps {
  readonly seconds: number;
  readonly text: Text;
  readonly press: Press;
}

/** Asks before the session ends. A touch anywhere is an answer. */
export function IdleOverlay({ seconds, text: { idle }, press }: IdleOverlayProps) {
  const stay = useCallback(() => press({ kind: 'stay' }), [press]);
  return (
    <Overlay title={idle.title} onPress={stay}>
      <p className="idle-seconds">{idle.secondsLeft(seconds)}</p>
      <Sentences lines={idle.text} />
      <Button look="primary" className="overlay-button" onPress={() => undefined}>
        {idle.stay}
      </Button>
    </Overlay>
  );
}

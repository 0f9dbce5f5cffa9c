import type { ScreenAction } from '../../state-machines/views.ts';
import { Button } from './button.tsx';
import type { Press } from './screen-props.ts';

export interface ActionBarProps {
  readonly offered: readonly ScreenAction[];
  readonly labels: Readonly<Record<ScreenAction, string>>;
  readonly press: Press;
  /** Shows what will come next before it can be pressed. */
  readonly announcesConfirm?: boolean;
}

/** Each action has its own place, whether or not the others are there. */
export function ActionBar({ offered, labels, press, announcesConfirm = false }: ActionBarProps) {
  const button = (action: ScreenAction, look: 'primary' | 'secondary') =>
    offered.includes(action) && (
      <Button look={look} className={`action-${action}`} onPress={() => press({ kind: action })}>
        {labels[action]}
      </Button>
    );
  return (
    <>
      {button('alternative', 'secondary')}
      {button('cancel', 'secondary')}
      {button('confirm', 'primary')}
      {announcesConfirm && !offered.includes('confirm') && (
        <Button look="primary" className="action-confirm" isDisabled onPress={() => undefined}>
          {labels.confirm}
        </Button>
      )}
    </>
  );
}

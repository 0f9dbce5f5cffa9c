import { type PointerEvent, type ReactNode, useRef } from 'react';

export interface ButtonProps {
  readonly look: 'primary' | 'secondary';
  readonly onPress: () => void;
  readonly className?: string;
  readonly label?: string;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

/** Acts when the finger leaves the glass; sliding off cancels. */
export function Button(props: ButtonProps) {
  const { look, onPress, className = '', label, isDisabled = false, children } = props;
  return (
    <button
      type="button"
      className={`kern-btn kern-btn--${look} ${className}`}
      aria-label={label}
      disabled={isDisabled}
      // A touch leaves the focus where it is, so that Enter goes on meaning the next step.
      onMouseDown={(event) => event.preventDefault()}
      {...useFinger(onPress)}
      onClick={({ nativeEvent }) => {
        if (!isTouch(nativeEvent)) onPress();
      }}
    >
      <span className="kern-label">{children}</span>
    </button>
  );
}

/**
 * A browser makes no click of a finger that stays long, moves a little or is not the only one on the
 * glass. Here each of these presses, and a second finger on the same button changes nothing.
 */
function useFinger(onPress: () => void) {
  const finger = useRef<number>(null);
  return {
    onPointerDown(event: PointerEvent) {
      if (isTouch(event)) finger.current ??= event.pointerId;
    },
    onPointerUp(event: PointerEvent) {
      if (finger.current !== event.pointerId) return;
      finger.current = null;
      if (isWithin(event)) onPress();
    },
    onPointerCancel(event: PointerEvent) {
      if (finger.current === event.pointerId) finger.current = null;
    },
  };
}

function isTouch(event: object): boolean {
  return 'pointerType' in event && event.pointerType === 'touch';
}

function isWithin({ currentTarget, clientX, clientY }: PointerEvent): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  return left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
}

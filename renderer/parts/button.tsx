import type { ReactNode } from 'react';

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
      onClick={onPress}
    >
      <span className="kern-label">{children}</span>
    </button>
  );
}

import type { ReactNode } from 'react';

interface ButtonProps {
  readonly look: 'primary' | 'secondary' | 'tertiary';
  /** Left out: the button submits its form. */
  readonly onPress?: () => void;
  readonly label?: string;
  /** As it stands on the key. */
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  /** Left out: no switch. */
  readonly isOn?: boolean;
  readonly language?: string;
  readonly children: ReactNode;
}

/** As ARIA names them. */
const SPOKEN_KEYS: Readonly<Record<string, string>> = { Esc: 'Escape' };

export function Button(props: ButtonProps) {
  const { look, onPress, label, shortcut, isDisabled = false, isOn, language, children } = props;
  return (
    <button
      type={onPress ? 'button' : 'submit'}
      className={`kern-btn kern-btn--${look}`}
      aria-label={label}
      aria-pressed={isOn}
      aria-keyshortcuts={shortcut && (SPOKEN_KEYS[shortcut] ?? shortcut)}
      lang={language}
      disabled={isDisabled}
      onClick={onPress}
    >
      <span className="kern-label">{children}</span>
      {shortcut && (
        <span className="key" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  );
}

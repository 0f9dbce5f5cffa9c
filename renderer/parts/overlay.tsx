import { type ReactNode, useEffect, useId, useRef } from 'react';

export interface OverlayProps {
  readonly title: string;
  readonly onPress?: () => void;
  readonly children: ReactNode;
}

/** Lies over everything until what it asks or waits for has happened. */
export function Overlay({ title, onPress, children }: OverlayProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) requestAnimationFrame(() => before.focus());
    };
  }, []);
  useEffect(() => {
    if (onPress === undefined) return undefined;
    window.addEventListener('click', onPress);
    return () => window.removeEventListener('click', onPress);
  }, [onPress]);
  return (
    <div className="overlay">
      <div
        className="overlay-box"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={`${id}title`}
        aria-describedby={`${id}text`}
      >
        <h2
          className="kern-heading-x-large overlay-title"
          id={`${id}title`}
          tabIndex={-1}
          ref={heading}
        >
          {title}
        </h2>
        <div id={`${id}text`} className="overlay-text">
          {children}
        </div>
      </div>
    </div>
  );
}

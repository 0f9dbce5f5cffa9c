import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useShown } from '../desk/use-desk.ts';
import { troubleWords } from './words.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Open as long as it is drawn; the focus goes back to where it was. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { view, text } = useShown();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby={titleId}
      onClose={({ currentTarget }) => currentTarget.open || onClose()}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
      <p className="dialog-trouble" role="alert">
        {view.trouble && troubleWords(view.trouble, text)}
      </p>
    </dialog>
  );
}

import { useRef } from 'react';
import type { Text } from '../../config/text/index.ts';
import { Button } from './button.tsx';

export interface ResetPanelProps {
  readonly text: Text['staff']['reset'];
  readonly onReset: () => void;
}

/** Ends a visit, so it asks first. */
export function ResetPanel({ text, onReset }: ResetPanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = (): void => dialog.current?.close();
  return (
    <section className="panel">
      <h2>{text.button}</h2>
      <div className="buttons">
        <Button look="secondary" onPress={() => dialog.current?.showModal()}>
          {text.button} …
        </Button>
      </div>
      <dialog ref={dialog} className="panel confirmation" aria-labelledby="reset-title">
        <h2 id="reset-title">{text.title}</h2>
        {text.text.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <div className="buttons">
          <Button look="secondary" onPress={close}>
            {text.cancel}
          </Button>
          <Button
            look="primary"
            onPress={() => {
              close();
              onReset();
            }}
          >
            {text.confirm}
          </Button>
        </div>
      </dialog>
    </section>
  );
}

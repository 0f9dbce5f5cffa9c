import { useEffect, useRef } from 'react';
import { useShown } from '../desk/use-desk.ts';
import { SHORTCUTS } from '../keys/key-map.ts';
import { Button } from './button.tsx';

export function HelpDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { desk, view, text } = useShown();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const { help } = text;
  return (
    <dialog className="help" ref={dialog} aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">{help.title}</h2>
      <dl className="help-keys">
        {SHORTCUTS.map(({ action, shown }) => (
          <div key={action}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{help.shortcuts[action]}</dd>
          </div>
        ))}
      </dl>
      <label className="tick">
        <input
          type="checkbox"
          checked={view.preferences.shortcuts}
          onChange={({ target }) => desk.prefer({ shortcuts: target.checked })}
        />
        {help.enabled}
      </label>
      <p className="muted">{help.enabledHint}</p>
      <div className="buttons">
        <Button look="primary" onPress={onClose}>
          {help.close}
        </Button>
      </div>
    </dialog>
  );
}

import { useShown } from '../desk/use-desk.ts';
import { type KeyedView, SHORTCUTS } from '../keys/key-map.ts';
import type { Text } from '../text/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export function HelpDialog({ of, onClose }: { of: KeyedView; onClose: () => void }) {
  const { desk, view, text } = useShown();
  const { help } = text;
  return (
    <Dialog title={help.title} onClose={onClose}>
      <dl className="help-keys">
        {keysOf(of, text).map(({ shown, words }) => (
          <div key={shown}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{words}</dd>
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
    </Dialog>
  );
}

function keysOf(of: KeyedView, { help, queue }: Text) {
  if (of === 'lane') {
    return SHORTCUTS.lane.map(({ shown, action }) => ({ shown, words: help.shortcuts[action] }));
  }
  return SHORTCUTS.queue.map(({ shown, action }) => ({ shown, words: queue.shortcuts[action] }));
}

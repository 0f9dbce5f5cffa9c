import { useShown } from '../../desk/use-desk.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';

/** For which services terminals give tickets. */
export function IssuingDialog({ onClose }: { onClose: () => void }) {
  const { desk, view, text } = useShown();
  const { issuing, dialog } = text.queue;
  const { setUp, queue } = view.calling;
  const off = new Set(queue?.switches.switchedOff);
  return (
    <Dialog title={issuing.title} onClose={onClose}>
      <p className="muted">{issuing.hint}</p>
      <div className="choice-rows">
        {(setUp?.services ?? []).map(({ id, name }) => (
          <label key={id} className="tick">
            <input
              type="checkbox"
              checked={!off.has(id)}
              onChange={({ target }) => void desk.calling.issue(id, target.checked)}
            />
            {name}
            <span className={off.has(id) ? 'badge badge--urgent' : 'badge'}>
              {off.has(id) ? issuing.off : issuing.on}
            </span>
          </label>
        ))}
      </div>
      <div className="buttons">
        <Button look="primary" onPress={onClose}>
          {dialog.close}
        </Button>
      </div>
    </Dialog>
  );
}

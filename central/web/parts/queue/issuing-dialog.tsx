import { useState } from 'react';
import { useShown } from '../../desk/use-desk.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';

const TEXT_LENGTH_MAX = 240;

/** For which services terminals give tickets, and what they say where they give none. */
export function IssuingDialog({ onClose }: { onClose: () => void }) {
  const { desk, view, text } = useShown();
  const [words, setWords] = useState('');
  const { issuing, dialog } = text.queue;
  const { setUp, queue } = view.calling;
  const off = new Set(queue?.switches.switchedOff);
  const told = words.trim() === '' ? null : words.trim();
  const issue = (serviceId: string, issues: boolean) => () =>
    void desk.calling.issue({ serviceId, issues, text: issues ? null : told });
  return (
    <Dialog title={issuing.title} onClose={onClose}>
      <p className="muted">{issuing.hint}</p>
      <div className="choice-rows">
        {(setUp?.services ?? []).map(({ id, name }) => (
          <div key={id} className="choice-row">
            <label className="tick">
              <input type="checkbox" checked={!off.has(id)} onChange={issue(id, off.has(id))} />
              {name}
              <span className={off.has(id) ? 'badge badge--urgent' : 'badge'}>
                {off.has(id) ? issuing.off : issuing.on}
              </span>
            </label>
            {off.has(id) && (
              <Button
                look="secondary"
                label={`${issuing.tell}: ${name}`}
                isDisabled={told === null}
                onPress={issue(id, false)}
              >
                {issuing.tell}
              </Button>
            )}
          </div>
        ))}
      </div>
      <label className="field">
        {issuing.text}
        <input
          value={words}
          maxLength={TEXT_LENGTH_MAX}
          autoComplete="off"
          onChange={({ target }) => setWords(target.value)}
        />
        <span className="muted">{issuing.textHint}</span>
      </label>
      <div className="buttons">
        <Button look="primary" onPress={onClose}>
          {dialog.close}
        </Button>
      </div>
    </Dialog>
  );
}

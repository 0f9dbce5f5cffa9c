import { useCallback, useEffect, useRef, useState } from 'react';
import type { SetUpDraft } from '../desk/lead.ts';
import { useShown } from '../desk/use-desk.ts';
import { timeText } from '../lane/clock.ts';
import type { ViewProps } from '../pages/views.tsx';
import { Button } from '../parts/button.tsx';
import { type Draft, draftOf } from './draft.ts';
import { check } from './faults.ts';
import { FaultsProvider } from './fields.tsx';
import { SetUpForms } from './set-up-forms.tsx';

type Outcome =
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'changed-meanwhile' | 'faulty' }
  | null;

/** How the queue of the branch is set up: edited as a whole, stored as a whole. */
export function SetUpPage({ session }: ViewProps) {
  const { desk, text } = useShown();
  const { lead } = desk;
  const accountId = session.account.id;
  const [edited, setEdited] = useState<SetUpDraft | null>(() => lead.draftOf(accountId));
  const [outcome, setOutcome] = useState<Outcome>(null);
  // Whoever looks at another page finds their changes here again.
  useEffect(() => lead.keepDraft(edited), [lead, edited]);

  const { counters } = session;
  const load = useCallback(async () => {
    const stored = await lead.setUp();
    if (stored)
      setEdited({ accountId, stored, draft: draftOf(stored, counters), isChanged: false });
  }, [lead, accountId, counters]);
  const [isFirst] = useState(edited === null);
  useEffect(() => {
    if (isFirst) void load();
  }, [isFirst, load]);

  if (edited === null) return <p className="starting">{text.setUp.reading}</p>;
  const { faults, configuration } = check(edited.draft, text);
  const change = (draft: Draft): void => {
    setEdited({ ...edited, draft, isChanged: true });
    if (outcome?.kind !== 'faulty') setOutcome(null);
  };
  const save = async (): Promise<void> => {
    if (configuration === null) return setOutcome({ kind: 'faulty' });
    const saved = await lead.saveSetUp(edited.stored, configuration);
    if (saved === 'changed-meanwhile') return setOutcome({ kind: saved });
    if (saved === null) return;
    setEdited({ accountId, stored: saved, draft: draftOf(saved, counters), isChanged: false });
    setOutcome({ kind: 'saved', at: Date.now() });
  };
  const discard = (): void => {
    setOutcome(null);
    void load();
  };
  const isFaulty = outcome?.kind === 'faulty' && faults.size > 0;
  return (
    <FaultsProvider value={isFaulty ? faults : new Map()}>
      <div className="set-up">
        <h2>{text.setUp.title}</h2>
        <p className="muted">{text.setUp.intro}</p>
        <SetUpForms draft={edited.draft} counters={counters} onChange={change} />
        <SaveBar
          outcome={outcome}
          faults={isFaulty ? faults.size : 0}
          isChanged={edited.isChanged}
          onSave={() => void save()}
          onDiscard={discard}
        />
      </div>
    </FaultsProvider>
  );
}

interface SaveBarProps {
  readonly outcome: Outcome;
  readonly faults: number;
  readonly isChanged: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

function SaveBar({ outcome, faults, isChanged, onSave, onDiscard }: SaveBarProps) {
  const { setUp } = useShown().text;
  const bar = useRef<HTMLDivElement>(null);
  const isRefused = outcome?.kind === 'faulty' && faults > 0;
  useEffect(() => {
    if (!isRefused) return;
    const page = bar.current?.closest('.set-up');
    page?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [isRefused]);
  return (
    <div className="save-bar" ref={bar}>
      <Button look="primary" onPress={onSave}>
        {setUp.save}
      </Button>
      <Button look="secondary" onPress={onDiscard} isDisabled={!isChanged}>
        {setUp.discard}
      </Button>
      <p role="alert">
        {isRefused && setUp.faults(String(faults))}
        {outcome?.kind === 'changed-meanwhile' && setUp.changedMeanwhile}
      </p>
      <p role="status">
        {outcome?.kind === 'saved' && setUp.saved(timeText(outcome.at))}
        {outcome === null && isChanged && setUp.unsaved}
      </p>
    </div>
  );
}

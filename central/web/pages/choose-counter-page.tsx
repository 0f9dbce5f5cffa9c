import { useEffect, useRef } from 'react';
import type { Session } from '../../contract/staff.ts';
import { useShown } from '../desk/use-desk.ts';
import { Button } from '../parts/button.tsx';
import { LanguageButton } from '../parts/page-header.tsx';
import { troubleWords } from '../parts/words.ts';

export function ChooseCounterPage({ session }: { session: Session }) {
  const { desk, view, text } = useShown();
  const counters = useRef<HTMLUListElement>(null);
  useEffect(() => counters.current?.querySelector('button')?.focus(), []);
  const { counter } = text;
  return (
    <main className="card">
      <h1>{counter.title}</h1>
      <p>
        {session.account.displayName}, {session.branch.name}
      </p>
      {session.counters.length === 0 && <p>{counter.none}</p>}
      <ul className="counters" ref={counters}>
        {session.counters.map(({ id, name }) => (
          <li key={id}>
            <Button look="secondary" onPress={() => void desk.chooseCounter(id)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
      <div className="card-trouble">
        <p role="alert">{view.trouble && troubleWords(view.trouble, text)}</p>
      </div>
      <div className="buttons">
        {session.counter && (
          <Button look="tertiary" onPress={() => desk.askForCounter(false)}>
            {counter.back}
          </Button>
        )}
        <LanguageButton />
        <Button look="tertiary" onPress={() => void desk.signOut()}>
          {text.header.signOut}
        </Button>
      </div>
    </main>
  );
}

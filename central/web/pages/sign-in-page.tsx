import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Trouble } from '../desk/desk-state.ts';
import { useNow, useShown } from '../desk/use-desk.ts';
import { secondsUntil, spanText } from '../lane/clock.ts';
import { Button } from '../parts/button.tsx';
import { LanguageButton } from '../parts/page-header.tsx';
import { troubleWords } from '../parts/words.ts';

const NAME_LENGTH_MAX = 64;
const PASSWORD_LENGTH_MAX = 256;

export function SignInPage({ why }: { why: 'start' | 'ended' | 'left' }) {
  const { desk, view, text } = useShown();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const { signIn } = text;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await desk.signIn(name.trim(), password);
    setPassword('');
  };
  return (
    <main className="card">
      <h1>{signIn.title}</h1>
      <p>{signIn.intro}</p>
      <div className="card-news">
        {why === 'ended' && <p role="status">{signIn.ended}</p>}
        {why === 'left' && <p role="status">{signIn.left}</p>}
      </div>
      <form onSubmit={(event) => void submit(event)}>
        <label className="field">
          {signIn.name}
          <input
            ref={first}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={NAME_LENGTH_MAX}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <label className="field">
          {signIn.password}
          <input
            type="password"
            autoComplete="current-password"
            required
            maxLength={PASSWORD_LENGTH_MAX}
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        </label>
        <div className="card-trouble">
          <p role="alert">{view.trouble && troubleWords(view.trouble, text)}</p>
          {view.trouble?.kind === 'locked' && <LockedFor trouble={view.trouble} />}
        </div>
        <div className="buttons">
          <Button look="primary">{signIn.submit}</Button>
          <LanguageButton />
        </div>
      </form>
    </main>
  );
}

/** Outside of the alert, which would be read out anew every second. */
function LockedFor({ trouble }: { trouble: Extract<Trouble, { kind: 'locked' }> }) {
  const { signIn } = useShown().text;
  const seconds = secondsUntil(new Date(trouble.endsAt).toISOString(), useNow());
  return <p>{seconds > 0 ? signIn.lockedFor(spanText(seconds)) : signIn.unlocked}</p>;
}

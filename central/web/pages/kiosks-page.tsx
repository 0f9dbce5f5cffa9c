import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { Alarm } from '../../contract/staff.ts';
import { useCentralNow, useShown } from '../desk/use-desk.ts';
import { secondsUntil, timeText } from '../lane/clock.ts';
import type { EnrolmentCode, Kiosk } from '../link/api.ts';
import { AlarmList } from '../parts/alarm-list.tsx';
import { Button } from '../parts/button.tsx';
import type { Language, Preferences } from '../preferences.ts';
import type { ViewProps } from './views.tsx';

const REFRESH_MS = 15_000;
const NAME_LENGTH_MAX = 40;

/** The terminals of the branch, and how a new one gets in. */
export function KiosksPage({ session }: ViewProps) {
  const { view, text } = useShown();
  return (
    <div className="columns">
      <div className="column">
        <AlarmList alarms={(view.lane?.alarms ?? []).filter(isOfMachines)} />
        <section aria-labelledby="kiosks">
          <KioskTable />
        </section>
      </div>
      {session.account.role === 'it' && (
        <section className="panel" aria-labelledby="enrol">
          <h2 id="enrol">{text.kiosks.enrol}</h2>
          <p className="muted">{text.kiosks.enrolHint}</p>
          <EnrolmentForm />
        </section>
      )}
    </div>
  );
}

function KioskTable() {
  const { desk, view, text } = useShown();
  const [kiosks, setKiosks] = useState<readonly Kiosk[] | null>(null);
  const refresh = useCallback(async () => {
    const found = await desk.terminals.list();
    if (found) setKiosks(found);
  }, [desk]);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  const { kiosks: words } = text;
  return (
    <>
      <h2 id="kiosks">{words.title}</h2>
      {kiosks?.length === 0 && <p>{words.none}</p>}
      {kiosks !== null && kiosks.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.connection}</th>
              <th scope="col">{words.lastSeen}</th>
            </tr>
          </thead>
          <tbody>
            {kiosks.map(({ id, name, connected, lastSeenAt }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  <span className={connected ? 'mark mark--on' : 'mark'} aria-hidden="true" />
                  {connected ? words.connected : words.gone}
                </td>
                <td>
                  {lastSeenAt === null ? words.never : seenText(lastSeenAt, view.preferences)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="buttons">
        <Button look="secondary" onPress={() => void refresh()}>
          {words.refresh}
        </Button>
      </div>
    </>
  );
}

function EnrolmentForm() {
  const { desk, text } = useShown();
  const now = useCentralNow();
  const [name, setName] = useState('');
  const [made, setMade] = useState<(EnrolmentCode & { readonly kiosk: string }) | null>(null);
  const { kiosks: words } = text;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const kiosk = name.trim();
    const code = await desk.terminals.makeEnrolmentCode(kiosk);
    if (code) setMade({ ...code, kiosk });
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label className="field">
        {words.kioskName}
        <input
          required
          maxLength={NAME_LENGTH_MAX}
          pattern=".*\S.*"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <div className="buttons">
        <Button look="primary">{words.make}</Button>
      </div>
      <div className="code" role="status">
        {made && secondsUntil(made.endsAt, now) === 0 && <p>{words.codeEnded}</p>}
        {made && secondsUntil(made.endsAt, now) > 0 && (
          <>
            <p>{words.code(made.kiosk)}</p>
            <p className="code-letters">{inFours(made.code)}</p>
            <p>{words.codeUntil(timeText(Date.parse(made.endsAt)))}</p>
          </>
        )}
      </div>
    </form>
  );
}

/** What concerns a person is for those who meet that person. */
function isOfMachines({ kind }: Alarm): boolean {
  return kind !== 'chip-not-genuine';
}

/** Easier to carry across a room. */
function inFours(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Days and months as they are written here, whichever English it is. */
const LOCALES: Readonly<Record<Language, string>> = { de: 'de-DE', en: 'en-GB' };

function seenText(at: string, { language }: Preferences): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(at));
}

import { ActionBar } from '../parts/action-bar.tsx';
import { Frame } from '../parts/frame.tsx';
import { LetterKeys } from '../parts/letter-keys.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

const KEYS_IN_A_ROW = 8;

export function EnterCodeScreen({ screen, text, press }: ScreenProps<'enter-code'>) {
  const { code, back } = text.queue;
  const { typed, length, scans, actions } = screen;
  const labels = { ...text.frame, confirm: code.confirm, cancel: back };
  return (
    <Frame
      text={text}
      service={text.services['check-in'].title}
      title={code.title}
      controls={
        <div className="entry">
          <TypedCode typed={typed} length={length} label={code.typed(typed.length, length)} />
          <LetterKeys
            rows={rowsOf(screen.keys)}
            legend={code.keys}
            erase={text.entry.erase}
            eraseLabel={code.eraseLast}
            press={press}
          />
        </div>
      }
      actions={<ActionBar offered={actions} labels={labels} press={press} announcesConfirm />}
    >
      <Sentences lines={scans ? [...code.text, code.orScan] : code.text} look="large" />
    </Frame>
  );
}

/** Digits first, where people look for them. */
function rowsOf(keys: string): string[] {
  const digits = keys.replaceAll(/\D/g, '');
  const letters = keys.replaceAll(/\d/g, '');
  const rows = Array.from({ length: Math.ceil(letters.length / KEYS_IN_A_ROW) }, (_, row) =>
    letters.slice(row * KEYS_IN_A_ROW, (row + 1) * KEYS_IN_A_ROW),
  );
  return [digits, ...rows];
}

function TypedCode({ typed, length, label }: { typed: string; length: number; label: string }) {
  const places = Array.from({ length }, (_, place) => place);
  return (
    <div className="digit-dots">
      <div className="digit-dots-row code-places" aria-hidden="true">
        {places.map((place) => (
          <span key={place} className={place === typed.length ? 'code-place--next' : undefined}>
            {typed[place] ?? ''}
          </span>
        ))}
      </div>
      <p className="digit-dots-label" aria-hidden="true">
        {label}
      </p>
    </div>
  );
}

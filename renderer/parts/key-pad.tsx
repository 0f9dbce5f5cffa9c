import type { Text } from '../../config/text/index.ts';
import { Button } from './button.tsx';
import type { Press } from './screen-props.ts';

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];

/** The order is that of a telephone, always: who types blind relies on it. */
export function KeyPad({ text, press }: { text: Text; press: Press }) {
  return (
    <fieldset className="key-pad">
      <legend className="kern-sr-only">{text.entry.keys}</legend>
      {DIGITS.map((digit) => (
        <Button
          key={digit}
          look="secondary"
          className={`key key-${digit}`}
          onPress={() => press({ kind: 'digit', digit })}
        >
          {digit}
        </Button>
      ))}
      <Button
        look="secondary"
        className="key key-erase"
        label={text.entry.eraseLast}
        onPress={() => press({ kind: 'erase' })}
      >
        {text.entry.erase}
      </Button>
    </fieldset>
  );
}

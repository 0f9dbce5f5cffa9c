import type { Language } from '../../config/languages.ts';
import { TEXTS } from '../../config/text/index.ts';
import type { ShownCall } from '../../main/contract/waiting-room.ts';

interface CallProps {
  readonly call: ShownCall;
  readonly languages: readonly Language[];
}

/** A call that stands large. `isNewest`: it lies on blue, which comes without blinking. */
export function CallRow({ call, languages, isNewest }: CallProps & { readonly isNewest: boolean }) {
  const { number, counter, direction, calls } = call;
  const [first = 'de'] = languages;
  return (
    <li className={isNewest ? 'call call--newest' : 'call'}>
      <span className="call-number">
        {number} <Arrow call={call} languages={languages} />
      </span>
      <small className="call-again">{calls > 1 && TEXTS[first].waitingRoom.again(calls)}</small>
      <span className="call-place">
        {counter}
        {direction !== null && <span className="call-direction">{direction}</span>}
      </span>
    </li>
  );
}

export function EarlierCall({ call, languages }: CallProps) {
  return (
    <li>
      <span className="earlier-number">
        {call.number} <Arrow call={call} languages={languages} />
      </span>
      <span>{call.counter}</span>
    </li>
  );
}

const TURNS = { ahead: 0, right: 90, left: -90 } as const;

function Arrow({ call: { arrow }, languages: [language = 'de'] }: CallProps) {
  if (arrow === null) return null;
  return (
    <svg className="arrow" viewBox="0 0 24 24" role="img">
      <title>{TEXTS[language].waitingRoom.arrows[arrow]}</title>
      <path
        transform={`rotate(${TURNS[arrow]} 12 12)`}
        d="M12 2 L21 12 H15.5 V22 H8.5 V12 H3 Z"
        fill="currentColor"
      />
    </svg>
  );
}

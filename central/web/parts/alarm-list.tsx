import type { Alarm } from '../../contract/staff.ts';
import { useShown } from '../desk/use-desk.ts';
import { timeText } from '../lane/clock.ts';
import { Button } from './button.tsx';

/** The most urgent first. */
const ORDER = [
  'chip-not-genuine',
  'certificate-ends-soon',
  'authority-key-in-file',
] as const satisfies readonly Alarm['kind'][];

/** What staff must know beside the requests. Only the one about a person asks for more than a line. */
export function AlarmList({ alarms }: { alarms: readonly Alarm[] }) {
  const { text } = useShown();
  if (alarms.length === 0) return null;
  const inOrder = ORDER.flatMap((kind) => alarms.filter((alarm) => alarm.kind === kind));
  return (
    <section className="alarms" aria-label={text.alarms.title}>
      {inOrder.map((alarm) =>
        alarm.kind === 'chip-not-genuine' ? (
          <ChipAlarm key={alarm.id} alarm={alarm} />
        ) : (
          <p key={alarm.id} className={`quiet quiet--${alarm.kind}`}>
            <strong>{text.alarmKinds[alarm.kind].title}</strong>
            {alarm.kind === 'certificate-ends-soon' && ` (${alarm.about})`}
            {'. '}
            {text.alarmKinds[alarm.kind].todo.join(' ')}
          </p>
        ),
      )}
    </section>
  );
}

function ChipAlarm({ alarm }: { alarm: Alarm }) {
  const { desk, view, text } = useShown();
  const { title, todo } = text.alarmKinds[alarm.kind];
  const { readAlarms } = view.preferences;
  const isRead = readAlarms.includes(alarm.id);
  const fold = (): void =>
    desk.prefer({
      readAlarms: isRead ? readAlarms.filter((id) => id !== alarm.id) : [...readAlarms, alarm.id],
    });
  return (
    <article className={isRead ? 'alarm alarm--read' : 'alarm'}>
      <div>
        <h2>{title}</h2>
        <p className="alarm-facts">
          {alarm.callSign !== null && <strong>{alarm.callSign}</strong>}
          <span>{alarm.about}</span>
          <time dateTime={alarm.at}>{text.alarms.at(timeText(Date.parse(alarm.at)))}</time>
        </p>
        {!isRead && (
          <ul>
            {todo.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      <Button look="secondary" onPress={fold}>
        {isRead ? text.alarms.unread : text.alarms.read}
      </Button>
    </article>
  );
}

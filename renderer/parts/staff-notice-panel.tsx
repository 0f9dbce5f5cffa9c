import type { Text } from '../../config/text/index.ts';
import type { StaffNotice } from '../../main/contract/staff.ts';
import { Button } from './button.tsx';
import { localTime } from './local-time.ts';

export interface StaffNoticePanelProps {
  readonly notice: StaffNotice;
  readonly text: Text;
  readonly onAcknowledge: () => void;
}

export function StaffNoticePanel({ notice, text, onAcknowledge }: StaffNoticePanelProps) {
  const { needs, since, acknowledge, untilFixed } = text.staff;
  const { need } = notice;
  return (
    <article className="panel panel--urgent">
      <h3>{needs[need.kind].title}</h3>
      <p className="muted">
        {since} <time dateTime={notice.since}>{localTime(notice.since)}</time>
      </p>
      <ul>
        {sentencesFor(need, text).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {need.kind === 'interrupted-transaction' && <TransactionFacts need={need} text={text} />}
      {isEvent(need) ? (
        <div className="buttons">
          <Button look="primary" onPress={onAcknowledge}>
            {acknowledge}
          </Button>
        </div>
      ) : (
        <p className="muted">{untilFixed}</p>
      )}
    </article>
  );
}

type Need = StaffNotice['need'];
type Interrupted = Extract<Need, { kind: 'interrupted-transaction' }>;

/** What happened stays until somebody has dealt with it; what is the case ends by itself. */
function isEvent({ kind }: Need): boolean {
  return kind === 'interrupted-transaction' || kind === 'card-forgotten';
}

function sentencesFor(need: Need, { staff }: Text): readonly string[] {
  switch (need.kind) {
    case 'interrupted-transaction': {
      const { changed, unchanged } = staff.needs[need.kind];
      return need.cardMayHaveChanged ? changed : unchanged;
    }
    case 'printer':
      return [
        lookUp(staff.printerFaults, need.fault) ?? staff.unknownFault,
        staff.needs.printer.after,
      ];
    default:
      return staff.needs[need.kind].todo;
  }
}

function TransactionFacts({ need, text }: { need: Interrupted; text: Text }) {
  const { transaction, service, lastStep } = text.staff.needs['interrupted-transaction'];
  const { steps } = text.staff;
  const step =
    need.lastStep === null ? steps.none : (lookUp(steps, need.lastStep) ?? need.lastStep);
  return (
    <dl className="facts">
      <dt>{transaction}</dt>
      <dd>{need.transactionId}</dd>
      <dt>{service}</dt>
      <dd>{lookUp(text.services, need.service)?.title ?? need.service}</dd>
      <dt>{lastStep}</dt>
      <dd>{step}</dd>
    </dl>
  );
}

function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

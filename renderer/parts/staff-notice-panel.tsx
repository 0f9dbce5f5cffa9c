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
      {'number' in need && need.number !== null && (
        <dl className="facts">
          <dt>{text.staff.needs[need.kind].number}</dt>
          <dd>{need.number}</dd>
        </dl>
      )}
      {'transactionId' in need && <TransactionFacts need={need} text={text} />}
      {EVENTS.has(need.kind) ? (
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
type AboutTransaction = Extract<Need, { readonly transactionId: string }>;

/** What happened stays until somebody has dealt with it; what is the case ends by itself. */
const EVENTS: ReadonlySet<string> = new Set([
  'interrupted-transaction',
  'card-forgotten',
  'chip-not-genuine',
  'ticket-in-doubt',
  'ticket-not-entered',
]);

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

function TransactionFacts({ need, text }: { need: AboutTransaction; text: Text }) {
  const { transaction, service, lastStep } = text.staff.needs['interrupted-transaction'];
  return (
    <dl className="facts">
      <dt>{transaction}</dt>
      <dd>{need.transactionId}</dd>
      {'service' in need && (
        <>
          <dt>{service}</dt>
          <dd>{lookUp(text.services, need.service)?.title ?? need.service}</dd>
          <dt>{lastStep}</dt>
          <dd>{stepName(need.lastStep, text)}</dd>
        </>
      )}
    </dl>
  );
}

function stepName(step: string | null, { staff: { steps } }: Text): string {
  return step === null ? steps.none : (lookUp(steps, step) ?? step);
}

function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { CapacityReport, ReportQuestion } from '../../contract/report.ts';
import { useCentralNow, useShown } from '../desk/use-desk.ts';
import type { ViewProps } from '../pages/views.tsx';
import { Button } from '../parts/button.tsx';
import { ReportFigures } from './report-figures.tsx';
import { isSpan, lastWeeks } from './spans.ts';

const WEEKS_FIRST = 4;

/** What the branch has done, for its lead: to look at, to print, to take along as a table. */
export function ReportPage({ session }: ViewProps) {
  const { desk, text } = useShown();
  const now = useCentralNow();
  const [span, setSpan] = useState<ReportQuestion>(() => lastWeeks(now, WEEKS_FIRST));
  const [report, setReport] = useState<CapacityReport | null>(null);
  const [isReading, setReading] = useState(false);
  const asked = useRef(0);
  const read = useCallback(
    async (wanted: ReportQuestion) => {
      setSpan(wanted);
      if (!isSpan(wanted)) return;
      desk.dismiss();
      asked.current += 1;
      const own = asked.current;
      setReading(true);
      const made = await desk.lead.report(wanted);
      // Of two questions the later one counts, whichever is answered first.
      if (own !== asked.current) return;
      setReading(false);
      if (made) setReport(made);
    },
    [desk],
  );
  // Once, with the days that the page begins with.
  const [first] = useState(span);
  useEffect(() => void read(first), [read, first]);
  return (
    <div className="report">
      <h2>{text.report.title}</h2>
      <SpanForm
        span={span}
        onChange={setSpan}
        onRead={(wanted) => void read(wanted)}
        lastWeeks={(weeks) => lastWeeks(now, weeks)}
      />
      <div aria-live="polite">
        {!isSpan(span) && <p className="report-wrong">{text.report.wrongSpan}</p>}
        {isReading && <p>{text.report.reading}</p>}
      </div>
      {report && <ReportFigures report={report} branchName={session.branch.name} />}
    </div>
  );
}

interface SpanFormProps {
  readonly span: ReportQuestion;
  readonly onChange: (span: ReportQuestion) => void;
  readonly onRead: (span: ReportQuestion) => void;
  readonly lastWeeks: (weeks: number) => ReportQuestion;
}

function SpanForm({ span, onChange, onRead, lastWeeks: weeksBack }: SpanFormProps) {
  const { report } = useShown().text;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onRead(span);
  };
  const day = (end: keyof ReportQuestion) => (
    <label className="field">
      {report[end]}
      <input
        type="date"
        required
        value={span[end]}
        onChange={({ target }) => onChange({ ...span, [end]: target.value })}
      />
    </label>
  );
  return (
    <form className="span-form" onSubmit={submit}>
      {day('from')}
      {day('to')}
      <Button look="primary">{report.show}</Button>
      <Button look="secondary" onPress={() => onRead(weeksBack(1))}>
        {report.thisWeek}
      </Button>
      <Button look="secondary" onPress={() => onRead(weeksBack(WEEKS_FIRST))}>
        {report.fourWeeks}
      </Button>
      <Button look="secondary" onPress={() => window.print()}>
        {report.print}
      </Button>
      {isSpan(span) && (
        <a
          className="kern-btn kern-btn--secondary"
          href={`/staff/report.csv?from=${span.from}&to=${span.to}`}
          download
        >
          <span className="kern-label">{report.csv}</span>
        </a>
      )}
    </form>
  );
}

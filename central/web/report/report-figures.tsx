import type { CapacityReport, Spread } from '../../contract/report.ts';
import { useShown } from '../desk/use-desk.ts';
import { ReportPlots, shownPeriods } from './report-plots.tsx';
import { KioskTable, PeriodTable, ServiceTable, TicketTable } from './report-tables.tsx';
import { type ReportWords, reportWords } from './report-words.ts';

interface FiguresProps {
  readonly report: CapacityReport;
  readonly branchName: string;
}

export function ReportFigures({ report, branchName }: FiguresProps) {
  const { view, text } = useShown();
  const words = reportWords(view.preferences.language, text);
  const { report: say } = text;
  const { periods, byDays } = shownPeriods(report);
  return (
    <>
      <p className="report-span">
        <strong>{branchName}</strong>
        <span>{say.span(words.day(report.from), words.day(report.to))}</span>
        <span className="muted">{say.made(words.moment(report.madeAt))}</span>
      </p>
      {report.days.length === 0 ? (
        <p>{say.nothing}</p>
      ) : (
        <>
          <KeyFigures report={report} words={words} />
          <ReportPlots report={report} words={words} />
          <ServiceTable report={report} words={words} />
          <KioskTable report={report} words={words} />
          <TicketTable head={byDays ? say.day : say.week} periods={periods} words={words} />
          <PeriodTable title={say.perWeek} head={say.week} periods={report.weeks} words={words} />
          <PeriodTable title={say.perDay} head={say.day} periods={report.days} words={words} />
        </>
      )}
      <How report={report} words={words} />
    </>
  );
}

interface PartProps {
  readonly report: CapacityReport;
  readonly words: ReportWords;
}

function KeyFigures({ report: { whole }, words }: PartProps) {
  const { report } = useShown().text;
  const { counters, kiosk } = whole;
  const spread = (measured: Spread): string =>
    measured
      ? report.medianAnd(words.number(measured.median), words.number(measured.ninetieth))
      : report.none;
  const figures = [
    [
      report.handledAtCounters,
      words.number(counters.handled),
      `${report.handling}: ${spread(counters.handling)}`,
    ],
    [report.handledAtKiosk, words.number(kiosk.handled), ''],
    [
      report.freed,
      report.freedAppointments(words.number(kiosk.appointmentsFreed)),
      report.freedMinutes(words.number(kiosk.minutesFreed)),
    ],
    [
      report.wait,
      counters.wait ? `${words.number(counters.wait.median)}\u00a0min` : '–',
      spread(counters.wait),
    ],
    [report.missed, words.number(counters.missed), ''],
  ] as const;
  return (
    <dl className="key-figures">
      {figures.map(([name, figure, more]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
          {more !== '' && <dd className="muted">{more}</dd>}
        </div>
      ))}
    </dl>
  );
}

function How({ report: { measure, services }, words }: PartProps) {
  const { how } = useShown().text.report;
  const { source, serviceId, minutes, appointments } = measure;
  const name = services.find(({ id }) => id === serviceId)?.name ?? serviceId ?? '';
  return (
    <section className="report-how">
      <h2>{how.title}</h2>
      <ul>
        <li>{how.appointments(words.number(appointments))}</li>
        <li>{how.minutes[source](words.number(minutes), name)}</li>
        <li>{how.success}</li>
        <li>{how.wait}</li>
        <li>{how.missed}</li>
        <li>{how.days}</li>
      </ul>
    </section>
  );
}

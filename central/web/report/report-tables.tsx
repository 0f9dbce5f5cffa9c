import type { CapacityReport, ReportPeriod, Spread } from '../../contract/report.ts';
import { useShown } from '../desk/use-desk.ts';
import { busiestHour } from './arrivals.ts';
import type { ReportWords } from './report-words.ts';

/** The figures of the report; the plots show some of them. */

interface TableProps {
  readonly words: ReportWords;
}

export function PeriodTable(
  props: TableProps & { title: string; head: string; periods: readonly ReportPeriod[] },
) {
  const { title, head, periods, words } = props;
  const { report } = useShown().text;
  return (
    <table className="figures">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{report.handledAtCounters}</th>
          <th scope="col">{report.missed}</th>
          <SpreadHeads name={report.wait} />
          <th scope="col">{report.handledAtKiosk}</th>
          <th scope="col">{report.minutesFreed}</th>
          <th scope="col">{report.appointmentsFreed}</th>
        </tr>
      </thead>
      <tbody>
        {periods.map((period) => (
          <tr key={period.name}>
            <th scope="row">{words.period(period)}</th>
            <td>{words.number(period.counters.handled)}</td>
            <td>{words.number(period.counters.missed)}</td>
            <SpreadCells spread={period.counters.wait} words={words} />
            <td>{words.number(period.kiosk.handled)}</td>
            <td>{words.number(period.kiosk.minutesFreed)}</td>
            <td>{words.number(period.kiosk.appointmentsFreed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How people got their numbers, and when they came. */
export function TicketTable(
  props: TableProps & { head: string; periods: readonly ReportPeriod[] },
) {
  const { head, periods, words } = props;
  const { report } = useShown().text;
  const { tickets: say } = report;
  return (
    <table className="figures">
      <caption>{say.title}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{say.kiosk}</th>
          <th scope="col">{say.staff}</th>
          <th scope="col">{say.withAppointment}</th>
          <th scope="col">{say.withoutAppointment}</th>
          <th scope="col">{say.busiest}</th>
        </tr>
      </thead>
      <tbody>
        {periods.map((period) => (
          <TicketRow key={period.name} period={period} words={words} />
        ))}
      </tbody>
    </table>
  );
}

function TicketRow({ period, words }: TableProps & { period: ReportPeriod }) {
  const { tickets: say } = useShown().text.report;
  const { tickets } = period;
  const busiest = busiestHour(tickets.arrivals);
  return (
    <tr>
      <th scope="row">{words.period(period)}</th>
      <td>{words.number(tickets.kiosk)}</td>
      <td>{words.number(tickets.staff)}</td>
      <td>{words.number(tickets.withAppointment)}</td>
      <td>{words.number(tickets.withoutAppointment)}</td>
      <td>{busiest ? say.hour(busiest.hour, words.number(busiest.people)) : '–'}</td>
    </tr>
  );
}

export function ServiceTable({ report, words }: TableProps & { report: CapacityReport }) {
  const { text } = useShown();
  const { whole, services } = report;
  const works = new Map(whole.services.map((each) => [each.serviceId, each]));
  const rows = [
    ...services.map(({ id, name }) => ({ id, name, work: works.get(id) })),
    { id: '', name: text.report.all, work: whole.counters },
  ];
  return (
    <table className="figures">
      <caption>{text.report.perService}</caption>
      <thead>
        <tr>
          <th scope="col">{text.report.service}</th>
          <th scope="col">{text.report.handledAtCounters}</th>
          <th scope="col">{text.report.missed}</th>
          <SpreadHeads name={text.report.wait} />
          <SpreadHeads name={text.report.handling} />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, work }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>{words.number(work?.handled ?? 0)}</td>
            <td>{words.number(work?.missed ?? 0)}</td>
            <SpreadCells spread={work?.wait ?? null} words={words} />
            <SpreadCells spread={work?.handling ?? null} words={words} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function KioskTable({ report, words }: TableProps & { report: CapacityReport }) {
  const { text } = useShown();
  const { kioskServices: names } = text.report;
  return (
    <table className="figures">
      <caption>{text.report.perKioskService}</caption>
      <thead>
        <tr>
          <th scope="col">{text.report.service}</th>
          <th scope="col">{text.report.handledAtKiosk}</th>
        </tr>
      </thead>
      <tbody>
        {report.whole.kiosk.services.map(({ service, handled }) => (
          <tr key={service}>
            <th scope="row">{Object.hasOwn(names, service) ? names[service] : service}</th>
            <td>{words.number(handled)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SpreadHeads({ name }: { name: string }) {
  const { report } = useShown().text;
  return [report.median, report.ninetieth].map((quantile) => (
    <th key={quantile} scope="col">
      {name}: {quantile}
    </th>
  ));
}

function SpreadCells({ spread, words }: TableProps & { spread: Spread }) {
  return (
    <>
      <td>{spread ? words.number(spread.median) : '–'}</td>
      <td>{spread ? words.number(spread.ninetieth) : '–'}</td>
    </>
  );
}

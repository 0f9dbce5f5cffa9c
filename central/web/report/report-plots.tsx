import type { CapacityReport } from '../../contract/report.ts';
import { useShown } from '../desk/use-desk.ts';
import { hoursPerDay } from './arrivals.ts';
import { Plot } from './plot.tsx';
import type { ReportWords } from './report-words.ts';

/** More days than that are shown by weeks. */
const DAYS_MAX = 42;

/** By days, or where there are too many of them by weeks. */
export function shownPeriods({ days, weeks }: CapacityReport) {
  return days.length <= DAYS_MAX
    ? { periods: days, byDays: true }
    : { periods: weeks, byDays: false };
}

export function ReportPlots({ report, words }: { report: CapacityReport; words: ReportWords }) {
  const { report: text } = useShown().text;
  const { periods, byDays } = shownPeriods(report);
  const hours = hoursPerDay(report.whole.tickets.arrivals, report.days.length);
  const common = {
    labels: periods.map(words.short),
    labelsUnit: byDays ? text.plots.days : text.plots.weeks,
    numberText: words.number,
  };
  return (
    <div className="plots">
      <Plot
        {...common}
        title={text.plots.handled}
        unit={text.plots.people}
        series={[
          {
            name: text.handledAtCounters,
            look: 'hatched',
            values: periods.map(({ counters }) => counters.handled),
          },
          {
            name: text.handledAtKiosk,
            look: 'solid',
            values: periods.map(({ kiosk }) => kiosk.handled),
          },
        ]}
      />
      <Plot
        {...common}
        title={text.plots.wait}
        unit={text.plots.minutes}
        series={[
          {
            name: text.ninetiethLine,
            look: 'dashed',
            values: periods.map(({ counters }) => counters.wait?.ninetieth ?? null),
          },
          {
            name: text.medianLine,
            look: 'line',
            values: periods.map(({ counters }) => counters.wait?.median ?? null),
          },
        ]}
      />
      <Plot
        {...common}
        title={text.plots.freed}
        unit={text.plots.appointments}
        series={[
          {
            name: text.appointmentsFreed,
            look: 'solid',
            values: periods.map(({ kiosk }) => kiosk.appointmentsFreed),
          },
        ]}
      />
      <Plot
        title={text.plots.arrivals}
        unit={text.plots.persons}
        labels={hours.map(({ hour }) => String(hour))}
        labelsUnit={text.plots.hours}
        numberText={words.number}
        series={[
          {
            name: text.plots.arrivalsBar,
            look: 'hatched',
            values: hours.map(({ people }) => people),
          },
        ]}
      />
    </div>
  );
}

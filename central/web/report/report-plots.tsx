import type { CapacityReport } from '../../contract/report.ts';
import { useShown } from '../desk/use-desk.ts';
import { Plot } from './plot.tsx';
import type { ReportWords } from './report-words.ts';

/** More days than that are shown by weeks. */
const DAYS_MAX = 42;

export function ReportPlots({ report, words }: { report: CapacityReport; words: ReportWords }) {
  const { report: text } = useShown().text;
  const byDays = report.days.length <= DAYS_MAX;
  const periods = byDays ? report.days : report.weeks;
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
    </div>
  );
}

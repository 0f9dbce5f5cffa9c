import { useId } from 'react';
import { labelStep, ticksUpTo } from './axis.ts';

export interface Series {
  readonly name: string;
  /** Bars stand on each other; a line has a gap where nothing is known. */
  readonly look: 'solid' | 'hatched' | 'line' | 'dashed';
  readonly values: readonly (number | null)[];
}

export interface PlotProps {
  readonly title: string;
  readonly unit: string;
  readonly labelsUnit: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly numberText: (value: number) => string;
}

const WIDTH = 720;
const HEIGHT = 270;
const LEFT = 56;
const RIGHT = WIDTH - 12;
const TOP = 30;
const BOTTOM = HEIGHT - 46;
const LABELS_MAX = 14;
const BAR_SHARE = 0.7;
const BAR_MAX = 46;

/** Told apart by pattern and stroke, since it is printed without colours too. */
export function Plot(props: PlotProps) {
  const { title, unit, labels, labelsUnit, series, numberText } = props;
  const id = useId();
  const ticks = ticksUpTo(greatestOf(series, labels.length));
  const top = ticks.at(-1) ?? 1;
  const y = (value: number): number => BOTTOM - (value / top) * (BOTTOM - TOP);
  const band = (RIGHT - LEFT) / Math.max(1, labels.length);
  const x = (index: number): number => LEFT + band * (index + 0.5);
  const place: Place = { x, y, barWidth: Math.min(BAR_MAX, band * BAR_SHARE), hatch: `${id}hatch` };
  return (
    <figure className="plot">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        <Hatch id={place.hatch} />
        <text className="plot-unit" x={8} y={14}>
          {unit}
        </text>
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="plot-grid" x1={LEFT} x2={RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 8} y={y(tick) + 5} textAnchor="end">
              {numberText(tick)}
            </text>
          </g>
        ))}
        {series.map((each, index) => (
          <Shape key={each.name} series={each} below={series.slice(0, index)} place={place} />
        ))}
        <Labels labels={labels} x={x} />
        <text className="plot-unit" x={RIGHT} y={HEIGHT - 6} textAnchor="end">
          {labelsUnit}
        </text>
      </svg>
      <Legend series={series} />
    </figure>
  );
}

interface Place {
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  readonly barWidth: number;
  readonly hatch: string;
}

interface ShapeProps {
  readonly series: Series;
  readonly below: readonly Series[];
  readonly place: Place;
}

function Shape({ series, below, place }: ShapeProps) {
  const { look, values } = series;
  if (look === 'line' || look === 'dashed') return <Line series={series} place={place} />;
  const { x, y, barWidth, hatch } = place;
  return values.map((value, index) => {
    if (value === null || value === 0) return null;
    const base = below.reduce((sum, each) => sum + (each.values[index] ?? 0), 0);
    return (
      <rect
        key={x(index)}
        className={`plot-bar plot-bar--${look}`}
        fill={look === 'hatched' ? `url(#${hatch})` : undefined}
        x={x(index) - barWidth / 2}
        y={y(base + value)}
        width={barWidth}
        height={y(base) - y(base + value)}
      />
    );
  });
}

function Line({ series: { look, values }, place: { x, y } }: Omit<ShapeProps, 'below'>) {
  return (
    <>
      <path className={`plot-line plot-line--${look}`} d={pathOf(values, x, y)} />
      {values.map((value, index) =>
        value === null ? null : (
          <circle
            key={x(index)}
            className={`plot-dot plot-dot--${look}`}
            cx={x(index)}
            cy={y(value)}
            r={4}
          />
        ),
      )}
    </>
  );
}

function Labels({ labels, x }: Pick<PlotProps, 'labels'> & Pick<Place, 'x'>) {
  const step = labelStep(labels.length, LABELS_MAX);
  return (
    <>
      <line className="plot-axis" x1={LEFT} x2={RIGHT} y1={BOTTOM} y2={BOTTOM} />
      {labels.map((label, index) =>
        index % step === 0 ? (
          <text key={label} x={x(index)} y={BOTTOM + 20} textAnchor="middle">
            {label}
          </text>
        ) : null,
      )}
    </>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={id}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="plot-hatch-ground" width="6" height="6" />
        <line className="plot-hatch-line" x1="0" y1="0" x2="0" y2="6" />
      </pattern>
    </defs>
  );
}

function Legend({ series }: Pick<PlotProps, 'series'>) {
  const id = useId();
  return (
    <ul className="plot-legend">
      {series.map(({ name, look }) => (
        <li key={name}>
          <svg viewBox="0 0 32 16" width="32" height="16" aria-hidden="true">
            {look === 'solid' && (
              <rect className="plot-bar plot-bar--solid" x="1" y="1" width="30" height="14" />
            )}
            {look === 'hatched' && (
              <>
                <Hatch id={`${id}${look}`} />
                <rect
                  className="plot-bar plot-bar--hatched"
                  fill={`url(#${id}${look})`}
                  x="1"
                  y="1"
                  width="30"
                  height="14"
                />
              </>
            )}
            {(look === 'line' || look === 'dashed') && (
              <>
                <path className={`plot-line plot-line--${look}`} d="M0 8H32" />
                <circle className={`plot-dot plot-dot--${look}`} cx="16" cy="8" r="4" />
              </>
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

function greatestOf(series: readonly Series[], count: number): number {
  const bars = series.filter(({ look }) => look === 'solid' || look === 'hatched');
  const stacked = Array.from({ length: count }, (_, index) =>
    bars.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  );
  return Math.max(
    0,
    ...stacked,
    ...series.flatMap(({ values }) => values.map((value) => value ?? 0)),
  );
}

function pathOf(values: Series['values'], x: Place['x'], y: Place['y']): string {
  let isDrawing = false;
  return values
    .map((value, index) => {
      const command = isDrawing ? 'L' : 'M';
      isDrawing = value !== null;
      return value === null ? '' : `${command}${x(index)} ${y(value)}`;
    })
    .join('');
}

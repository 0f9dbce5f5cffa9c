import { TEXTS } from '../../config/text/index.ts';
import type { BenchIntent, BenchView } from '../../main/contract/bench.ts';
import type { ScreenLink } from '../link/link.ts';
import { useLink } from '../link/use-link.ts';
import { BenchCardPanel, PullPanel } from '../parts/bench-card-panel.tsx';
import {
  ClockPanel,
  PaperPanel,
  PrinterPanel,
  ReaderPanel,
} from '../parts/bench-device-panels.tsx';
import { DisplaysPanel, ScannerPanel } from '../parts/bench-hall-panels.tsx';
import { localTime } from '../parts/local-time.ts';

const TEXT = TEXTS.de.bench;

/** Plays card, reader, printer and time, for developers and for a team that wants to practise. */
export function BenchPage({ link }: { link: ScreenLink<'bench'> }) {
  const { connection, view } = useLink(link);
  const act = (intent: BenchIntent): void => link.act(intent);
  const parts = view && { view, text: TEXT, act };
  const { title } = TEXTS.de.connection.lost;
  return (
    <main className="desk">
      <h1 className="kern-heading-x-large">{TEXT.title}</h1>
      <p role="status">{connection === 'open' ? '' : `${title} …`}</p>
      {[...TEXT.intro, TEXT.visitorHint].map((line) => (
        <p key={line}>{line}</p>
      ))}
      {parts && (
        <div className="desk-columns" inert={connection !== 'open'}>
          <div className="desk-column">
            <BenchCardPanel {...parts} />
            <ReaderPanel {...parts} />
            <ScannerPanel {...parts} />
            <PrinterPanel {...parts} />
            <ClockPanel {...parts} />
            <PullPanel {...parts} />
          </div>
          <div className="desk-column">
            <StatePanel view={parts.view} />
            <DisplaysPanel {...parts} />
            <PaperPanel {...parts} />
          </div>
        </div>
      )}
      <Exercises />
    </main>
  );
}

function StatePanel({ view }: { view: BenchView }) {
  const { card, reader, printer, clock, profiles, pull } = TEXT;
  return (
    <section className="panel">
      <h2>{TEXT.state}</h2>
      <dl className="facts">
        <dt>{card.label}</dt>
        <dd>{view.card === 'none' ? card.none : profiles[view.card].title}</dd>
        <dt>{card.commands}</dt>
        <dd>{view.cardCommands}</dd>
        <dt>{pull.title}</dt>
        <dd>{view.pullAtCommand === null ? pull.none : `${pull.label} ${view.pullAtCommand}`}</dd>
        <dt>{reader.label}</dt>
        <dd>{reader[view.reader]}</dd>
        <dt>{printer.label}</dt>
        <dd>{printer.conditions[view.printer]}</dd>
        <dt>{clock.label}</dt>
        <dd>{localTime(view.clock)}</dd>
      </dl>
    </section>
  );
}

function Exercises() {
  return (
    <section className="panel exercises" aria-labelledby="exercises">
      <h2 id="exercises">{TEXT.training}</h2>
      <div className="exercise-list">
        {Object.values(TEXT.exercises).map(({ title, text }) => (
          <article key={title}>
            <h3>{title}</h3>
            <ol>
              {text.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </article>
        ))}
      </div>
    </section>
  );
}

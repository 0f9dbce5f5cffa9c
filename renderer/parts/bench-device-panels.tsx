import { PRINTER_CONDITIONS } from '../../main/contract/bench.ts';
import type { BenchPanelProps } from './bench-panel-props.ts';
import { Button } from './button.tsx';
import { pictureAddress } from './picture-address.ts';

export function ReaderPanel({ view, text: { reader }, act }: BenchPanelProps) {
  return (
    <section className="panel">
      <h2>{reader.title}</h2>
      <div className="buttons">
        {view.reader === 'plugged' ? (
          <Button look="secondary" onPress={() => act({ kind: 'unplug-reader' })}>
            {reader.unplug}
          </Button>
        ) : (
          <Button look="secondary" onPress={() => act({ kind: 'plug-reader' })}>
            {reader.plug}
          </Button>
        )}
      </div>
    </section>
  );
}

export function PrinterPanel({ view, text: { printer }, act }: BenchPanelProps) {
  return (
    <section className="panel">
      <h2>{printer.title}</h2>
      <div className="buttons">
        {PRINTER_CONDITIONS.map((condition) => (
          <Button
            key={condition}
            look="secondary"
            className={view.printer === condition ? 'kern-btn--pressed' : ''}
            onPress={() => act({ kind: 'set-printer', condition })}
          >
            {printer.conditions[condition]}
          </Button>
        ))}
      </div>
    </section>
  );
}

const CLOCK_STEPS = ['10', '60', '300'] as const;

export function ClockPanel({ text: { clock }, act }: BenchPanelProps) {
  return (
    <section className="panel">
      <h2>{clock.title}</h2>
      <div className="buttons">
        {CLOCK_STEPS.map((seconds) => (
          <Button
            key={seconds}
            look="secondary"
            onPress={() => act({ kind: 'advance-clock', seconds: Number(seconds) })}
          >
            {clock.steps[seconds]}
          </Button>
        ))}
      </div>
    </section>
  );
}

export function PaperPanel({ view, text: { paper }, act }: BenchPanelProps) {
  const slips = view.paper.map((svg, index) => ({ svg, number: index + 1 }));
  return (
    <section className="panel">
      <h2>{paper.title}</h2>
      {slips.length === 0 ? (
        <p>{paper.empty}</p>
      ) : (
        <div className="paper-roll">
          {slips.map(({ svg, number }) => (
            <img key={number} src={pictureAddress(svg)} alt={paper.slip(number)} />
          ))}
        </div>
      )}
      <div className="buttons">
        <Button
          look="secondary"
          isDisabled={slips.length === 0}
          onPress={() => act({ kind: 'tear-off-paper' })}
        >
          {paper.tear}
        </Button>
      </div>
    </section>
  );
}

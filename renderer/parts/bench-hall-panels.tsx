import { useState } from 'react';
import type { BenchPanelProps } from './bench-panel-props.ts';
import { Button } from './button.tsx';
import { pictureAddress } from './picture-address.ts';

/** Whom the counters call, on the glass of each ticket display. */
export function DisplaysPanel({ view, text: { displays } }: BenchPanelProps) {
  return (
    <section className="panel">
      <h2>{displays.title}</h2>
      <div className="glasses">
        {view.displays.map(({ model, glass }) => (
          <img key={model} src={pictureAddress(glass)} alt={displays.glass(model)} />
        ))}
      </div>
    </section>
  );
}

export function ScannerPanel({ text: { scanner }, act }: BenchPanelProps) {
  const [code, setCode] = useState('');
  return (
    <section className="panel">
      <h2>{scanner.title}</h2>
      <div className="kern-form-input">
        <label className="kern-label" htmlFor="code">
          {scanner.label}
        </label>
        <input
          className="kern-form-input__input"
          id="code"
          type="text"
          maxLength={200}
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
      </div>
      <div className="buttons">
        <Button
          look="secondary"
          isDisabled={code === ''}
          onPress={() => act({ kind: 'show-code', text: code })}
        >
          {scanner.show}
        </Button>
      </div>
    </section>
  );
}

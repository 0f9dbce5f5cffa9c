import { Words } from './words.tsx';

/** One idea a sentence, one line a sentence. */
export function Sentences({ lines, look }: { lines: readonly string[]; look?: 'large' }) {
  return lines.map((line) => (
    <p key={line} className={look ? `kern-body sentence sentence--${look}` : 'kern-body sentence'}>
      <Words of={line} />
    </p>
  ));
}

export interface NextStepsProps {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What to do now, set apart from what happened. */
export function NextSteps({ title, lines }: NextStepsProps) {
  return (
    <section className="next-steps">
      <h2 className="next-steps-title">{title}</h2>
      <ul className="next-steps-lines">
        {lines.map((line) => (
          <li key={line}>
            <Words of={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export type Tone = 'success' | 'info' | 'warning' | 'danger';

/** Each tone has a sign of its own, so that nobody depends on its colour. */
const SIGNS: Readonly<Record<Tone, string>> = {
  success: 'M29 49 44 64 68 35',
  info: 'M48 44V70M48 27V28',
  warning: 'M48 26V54M48 69V70',
  danger: 'M33 33 63 63M63 33 33 63',
};

export interface EmblemProps {
  readonly tone: Tone;
  /** Stands for a picture where there is nothing to show. */
  readonly size?: 'large';
}

export function Emblem({ tone, size }: EmblemProps) {
  const look = `emblem emblem--${tone} ${size === 'large' ? 'emblem--large' : ''}`;
  return (
    <svg className={look} viewBox="0 0 96 96" aria-hidden="true">
      <circle cx="48" cy="48" r="46" />
      <path d={SIGNS[tone]} />
    </svg>
  );
}

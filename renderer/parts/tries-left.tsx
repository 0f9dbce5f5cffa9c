/** The chip gives a PIN this many tries. */
const TRIES = [1, 2, 3];

export function TriesLeft({ tries, label }: { tries: number; label: string }) {
  return (
    <p className={tries < TRIES.length ? 'tries-left' : 'tries-left tries-left--all'}>
      <span className="tries-left-pips" aria-hidden="true">
        {TRIES.map((pip) => (
          <span key={pip} className={pip <= tries ? 'pip' : 'pip pip--spent'} />
        ))}
      </span>
      {label}
    </p>
  );
}

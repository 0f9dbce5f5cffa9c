/** The call sign as large as it goes: it is what the visitor has to keep in mind. */
export function CallSign({ label, callSign }: { label: string; callSign: string }) {
  return (
    <p className="call-sign">
      <span className="call-sign-label">{label}</span>{' '}
      <strong className="call-sign-value">{callSign}</strong>
    </p>
  );
}

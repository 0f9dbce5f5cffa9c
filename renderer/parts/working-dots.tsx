/** Something goes on that takes its time. */
export function WorkingDots() {
  return (
    <div className="working-dots" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}

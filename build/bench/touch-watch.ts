/**
 * Runs inside the page, so it stands alone. Times each touch: from the time stamp that the browser
 * gave the click to the beginning of the second frame after the first change of the page. By then
 * the first frame, which shows the change, has been handed over for display.
 */
export function watchTouches(): void {
  let touchedAt: number | undefined;
  const noteTouch = ({ timeStamp }: Event): void => {
    touchedAt = timeStamp;
  };
  const noteChange = (): void => {
    const start = touchedAt;
    if (start === undefined) return;
    touchedAt = undefined;
    const report = (): void => {
      Reflect.get(globalThis, 'reportTouch')(performance.now() - start);
    };
    requestAnimationFrame(() => requestAnimationFrame(report));
  };
  addEventListener('click', noteTouch, { capture: true });
  new MutationObserver(noteChange).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}

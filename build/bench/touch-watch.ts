/**
 * Runs inside the page, so it stands alone. Times each touch: from the time stamp that the browser
 * gave the finger's leaving to the first task after the frame that shows the change. A task that is posted in
 * an animation frame runs once that frame has been laid out and painted.
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
    const painted = new MessageChannel();
    painted.port1.onmessage = report;
    requestAnimationFrame(() => painted.port2.postMessage(null));
  };
  addEventListener('pointerup', noteTouch, { capture: true });
  new MutationObserver(noteChange).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}

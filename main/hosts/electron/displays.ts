import type { BrowserWindow, Display, Screen } from 'electron';
import type { ReportIncident } from '../host-incident.ts';

export interface DisplayChoice {
  /** As the operating system gives it; null: the first that is not the primary one. */
  readonly label: string | null;
  /**
   * Where that display is missing. A visitor's screen in the wrong place is better than none; a
   * waiting room's would cover the visitor's.
   */
  readonly otherwise: 'primary' | 'hidden';
}

/** Labels survive a restart, positions and numbers may not. */
export function chooseDisplay(
  screen: Screen,
  choice: DisplayChoice | undefined,
  report: ReportIncident,
): Display | null {
  const primary = screen.getPrimaryDisplay();
  if (choice === undefined) return primary;
  const { label, otherwise } = choice;
  const display = screen
    .getAllDisplays()
    .find((candidate) =>
      label === null ? candidate.id !== primary.id : candidate.label === label,
    );
  if (display !== undefined) return display;
  report({ code: 'display-missing' });
  return otherwise === 'primary' ? primary : null;
}

/** Keeps a kiosk window on its display when displays come, go or change. */
export function followDisplay(
  window: BrowserWindow,
  screen: Screen,
  choose: () => Display | null,
): void {
  const place = () => {
    if (window.isDestroyed()) return;
    const display = choose();
    // A window that fills one display does not move to another.
    window.setKiosk(false);
    if (display === null) return window.hide();
    window.setBounds(display.bounds);
    window.setKiosk(true);
    if (!window.isVisible()) window.showInactive();
  };
  screen.on('display-added', place);
  screen.on('display-removed', place);
  screen.on('display-metrics-changed', place);
  window.once('closed', () => {
    screen.off('display-added', place);
    screen.off('display-removed', place);
    screen.off('display-metrics-changed', place);
  });
}

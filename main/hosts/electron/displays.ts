import type { BrowserWindow, Display, Screen } from 'electron';
import type { ReportIncident } from '../host-incident.ts';

/**
 * The display with this label, or the primary one: a visitor's screen in the wrong place is better
 * than none. Labels survive a restart, positions and numbers may not.
 */
export function chooseDisplay(
  screen: Screen,
  label: string | undefined,
  report: ReportIncident,
): Display {
  if (label === undefined) return screen.getPrimaryDisplay();
  const display = screen.getAllDisplays().find((candidate) => candidate.label === label);
  if (display === undefined) report({ code: 'display-missing' });
  return display ?? screen.getPrimaryDisplay();
}

/** Keeps a kiosk window on its display when displays come, go or change. */
export function followDisplay(window: BrowserWindow, screen: Screen, choose: () => Display): void {
  const place = () => {
    if (window.isDestroyed()) return;
    // A window that fills one display does not move to another.
    window.setKiosk(false);
    window.setBounds(choose().bounds);
    window.setKiosk(true);
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

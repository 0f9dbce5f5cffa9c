import type { VisitorIntent } from '../../main/contract/visitor.ts';
import type { Screen } from '../../state-machines/views.ts';

/**
 * What a physical key means on a screen, apart from moving about and pressing the button in focus.
 * Enter stands for the one next step.
 */
export function keyIntent(key: string, screen: Screen): VisitorIntent | null {
  if (screen.name === 'enter-secret') {
    if (/^[0-9]$/.test(key)) return { kind: 'digit', digit: Number(key) };
    if (key === 'Backspace' || key === 'Delete') return { kind: 'erase' };
  }
  if (screen.name === 'find-topic' || screen.name === 'enter-code') {
    if (/^[a-zäöüß0-9 -]$/i.test(key)) return { kind: 'letter', letter: upper(key) };
    if (key === 'Backspace' || key === 'Delete') return { kind: 'erase' };
  }
  if (key !== 'Enter') return null;
  if (screen.name === 'attract') return { kind: 'begin' };
  // Fast fingers press Enter before the last digit is on the screen; the core knows the count.
  if (screen.name === 'enter-secret' || screen.name === 'enter-code') return { kind: 'confirm' };
  if ('actions' in screen && screen.actions.includes('confirm')) return { kind: 'confirm' };
  return null;
}

/** As the keys on the screen show it; there is no large ß on them. */
function upper(key: string): string {
  return key === 'ß' ? key : key.toUpperCase();
}

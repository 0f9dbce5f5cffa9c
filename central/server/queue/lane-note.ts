import type { FastLaneRequest, RefusalReason } from '../../contract/fast-lane.ts';

/**
 * What the counter must know of somebody whom the fast lane sends: what they wanted, what has been
 * done already, and why it went no further. Notes are for staff, whose language is German. Pure.
 */

const SERVICES: Readonly<Record<FastLaneRequest['service'], string>> = {
  'activate-eid': 'Online-Ausweisfunktion einschalten',
  'reset-pin': 'Neue PIN setzen',
};

const REFUSALS: Readonly<Record<RefusalReason, string>> = {
  'person-differs': 'abgelehnt, Person und Foto passen nicht zusammen',
  'card-not-valid': 'abgelehnt, Ausweis nicht gültig oder beschädigt',
  'card-of-another': 'abgelehnt, Ausweis gehört einer anderen Person',
  'not-possible-now': 'war am Schalter gerade nicht möglich',
};

/** By the kiosk's name of the result; others are told as they are. */
const RESULTS: Readonly<Record<string, string>> = {
  'activated-without-pin': 'noch keine neue PIN gesetzt',
  'pin-not-proven': 'neue PIN ließ sich nicht nachprüfen',
  'pin-set': 'PIN gesetzt',
  'eid-activated': 'eingeschaltet und PIN gesetzt',
  unanswered: 'am Terminal hat niemand geantwortet',
  'card-fault': 'Ausweis antwortet nicht richtig',
  'chip-not-genuine': 'Echtheitsprüfung nicht bestanden',
  'document-expired': 'Ausweis abgelaufen',
  'holder-too-young': 'Person ist zu jung',
  'wrong-can-repeatedly': 'Zugangsnummer mehrfach falsch',
  'terminal-not-accepted': 'Ausweis nimmt das Terminal nicht an',
  'not-admitted': 'von der Zentrale nicht zugelassen',
  'central-unreachable': 'Zentrale war nicht erreichbar',
  'reader-lost': 'Kartenleser ausgefallen',
  'terminal-fault': 'Fehler am Terminal',
};

export function laneNote(request: FastLaneRequest): string {
  const { service, activated, kiosk, continues, callSign } = request;
  const wanted = `${SERVICES[service]} (${kiosk.name})`;
  const done = activated ? ['schon eingeschaltet'] : [];
  // They are called by their earlier number.
  const atTerminal = continues === null ? [] : [`am Terminal ${callSign}`];
  const parts = [wanted, ...done, reasonOf(request), ...atTerminal];
  return parts.join(' · ');
}

function reasonOf({ refusal, result, state }: FastLaneRequest): string {
  if (refusal !== null) return REFUSALS[refusal];
  if (result !== null) return RESULTS[result] ?? result;
  return state === 'unanswered'
    ? 'am Terminal hat niemand geantwortet'
    : 'an den Schalter geschickt';
}

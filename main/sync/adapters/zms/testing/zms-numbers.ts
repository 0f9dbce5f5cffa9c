import { weekdayOf } from '../wall-clock.ts';
import { ZmsException } from './zms-exceptions.ts';
import { isToday, secondsNow, today, type ZmsScope, type ZmsState } from './zms-state.ts';

/** Waiting numbers and walk-in hours: zms-api.md, 4.1 and 4.2. */

export function numbersLeft(state: ZmsState, scope: ZmsScope): boolean {
  if (scope.maxNumberContingent === 0) return true;
  const counts = state.contingentOutlivesDay || isToday(state, scope.lastGivenNumberTimestamp);
  return !counts || scope.givenNumberCount < scope.maxNumberContingent;
}

/** Staff are not limited. */
export function takeNumber(
  state: ZmsState,
  scope: ZmsScope,
  { isLimited }: { isLimited: boolean },
): number {
  if (isLimited && !numbersLeft(state, scope)) throw new ZmsException('GivenNumberCountExceeded');
  const isFirst = !isToday(state, scope.lastGivenNumberTimestamp);
  scope.lastGivenNumber = isFirst ? scope.firstNumber : scope.lastGivenNumber + 1;
  scope.givenNumberCount = isFirst ? 1 : scope.givenNumberCount + 1;
  // Also in the middle of a day, while the first of that number may still wait.
  if (scope.lastGivenNumber < scope.firstNumber || scope.lastGivenNumber > scope.lastNumber) {
    scope.lastGivenNumber = scope.firstNumber;
  }
  scope.lastGivenNumberTimestamp = secondsNow(state);
  return scope.lastGivenNumber;
}

export function isOpened(state: ZmsState, scope: ZmsScope): boolean {
  const day = today(state);
  if (scope.dayOffs.some((off) => off.day === day)) return false;
  const time = state.clock.time(state.now);
  return scope.openingHours.some(
    ({ weekday, opens, closes }) => weekday === weekdayOf(day) && opens <= time && time < closes,
  );
}

export function isEnabled(state: ZmsState, scope: ZmsScope): boolean {
  return isOpened(state, scope) && numbersLeft(state, scope) && !scope.deactivated;
}

/** Null: nobody is there, and no number is assumed. */
export function countersOf(state: ZmsState, scope: ZmsScope): number | null {
  if (scope.ghostWorkstationCount > 0) return scope.ghostWorkstationCount;
  if (scope.ghostWorkstationCount === 0) return null;
  const signedIn = state.users.filter(
    ({ authKey, scopeId, counterName, lastLogin }) =>
      authKey !== null && scopeId === scope.id && counterName !== '' && isToday(state, lastLogin),
  );
  return signedIn.length || null;
}

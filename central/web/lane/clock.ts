/** Times as they are shown. The central system's clock counts, since a desk's own may be wrong. */

/** By how many milliseconds the central system's clock is ahead of this one. */
export function clockOffset(at: string, now: number): number {
  return Date.parse(at) - now;
}

/** Whole seconds from an instant to now, never less than none. */
export function secondsSince(at: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(at)) / 1_000));
}

/** Whole seconds from now to an instant, begun ones counted, never less than none. */
export function secondsUntil(at: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(at) - now) / 1_000));
}

/** `0:07`, `12:30`, `1:02:03` */
export function spanText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3_600);
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** `10:42` */
export function timeText(milliseconds: number): string {
  const at = new Date(milliseconds);
  return [at.getHours(), at.getMinutes()].map((value) => String(value).padStart(2, '0')).join(':');
}

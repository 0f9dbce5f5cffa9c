/**
 * Names of jobs for GS ( H function 48: four printable characters that count up. They tell one
 * job's answer from another's and carry nothing of the citizen.
 */

const FIRST_CHARACTER = 0x21;
const CHARACTERS = 94;
const LENGTH = 4;
/** 78 million jobs until a name comes again. */
export const PROCESS_ID_COUNT = CHARACTERS ** LENGTH;

/** The name of job number `counter`; the number may be any non-negative integer. */
export function processIdOf(counter: number): string {
  let rest = counter % PROCESS_ID_COUNT;
  let id = '';
  for (let place = 0; place < LENGTH; place++) {
    id = String.fromCharCode(FIRST_CHARACTER + (rest % CHARACTERS)) + id;
    rest = Math.floor(rest / CHARACTERS);
  }
  return id;
}

import { describe, expect, it } from 'vitest';
import { PROCESS_ID_COUNT, processIdOf } from './process-id.ts';

describe('processIdOf (Epson, GS ( H function 48: 20h to 7Eh)', () => {
  it.each([
    [0, '!!!!'],
    [1, '!!!"'],
    [93, '!!!~'],
    [94, '!!"!'],
    [PROCESS_ID_COUNT - 1, '~~~~'],
    [PROCESS_ID_COUNT, '!!!!'],
  ])('number %i is %s', (counter, id) => {
    expect(processIdOf(counter)).toBe(id);
  });
});

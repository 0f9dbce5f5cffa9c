import { describe, expect, it } from 'vitest';
import { EXAMPLES } from './examples.ts';

describe('the examples of the contract', () => {
  it.each(EXAMPLES.map(({ schema, value }, index) => ({ schema, value, index })))(
    'number $index is what its schema says',
    ({ schema, value }) => {
      expect(schema.parse(value)).toEqual(value);
    },
  );

  it('are one a message', () => {
    expect(new Set(EXAMPLES.map(({ schema }) => schema)).size).toBe(EXAMPLES.length);
  });
});

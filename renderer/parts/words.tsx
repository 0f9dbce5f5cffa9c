import { Fragment } from 'react';

/** Keeps hyphenated words on one line: “Transport-” and “PIN” apart are hard to read. */
export function Words({ of }: { of: string }) {
  const words = of.split(' ').map((word, place) => ({ word, place, space: place > 0 ? ' ' : '' }));
  return words.map(({ word, place, space }) => (
    <Fragment key={place}>
      {space}
      {/\w-\w/.test(word) ? <span className="word">{word}</span> : word}
    </Fragment>
  ));
}

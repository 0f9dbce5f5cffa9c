import { useEffect, useMemo, useState } from 'react';
import { linesOf, movingSeconds, pageSeconds } from './running-text.ts';

interface TextLineProps {
  readonly text: string;
  readonly isMoving: boolean;
  readonly charactersPerLine: number;
}

/** News of the centre along the lower edge. */
export function TextLine({ text, isMoving, charactersPerLine }: TextLineProps) {
  const isStill = useReducedMotion() || !isMoving;
  return (
    <footer className="text-line">
      {isStill ? (
        <Pages key={text} text={text} charactersPerLine={charactersPerLine} />
      ) : (
        <p
          className="text-line-moving"
          style={{ animationDuration: `${movingSeconds(text, charactersPerLine)}s` }}
        >
          {text}
        </p>
      )}
    </footer>
  );
}

function Pages({ text, charactersPerLine }: Pick<TextLineProps, 'text' | 'charactersPerLine'>) {
  const pages = useMemo(() => linesOf(text, charactersPerLine), [text, charactersPerLine]);
  const [turn, setTurn] = useState(0);
  const page = pages[turn % pages.length] ?? '';
  useEffect(() => {
    if (pages.length < 2) return;
    const timer = setTimeout(() => setTurn(turn + 1), pageSeconds(page) * 1_000);
    return () => clearTimeout(timer);
  }, [pages, page, turn]);
  return <p>{page}</p>;
}

const REDUCED = '(prefers-reduced-motion: reduce)';

function useReducedMotion(): boolean {
  const [isReduced, setReduced] = useState(() => matchMedia(REDUCED).matches);
  useEffect(() => {
    const query = matchMedia(REDUCED);
    const follow = (): void => setReduced(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return isReduced;
}

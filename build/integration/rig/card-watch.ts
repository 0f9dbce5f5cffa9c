/**
 * What pcscd's polling thread has noticed, from its log. The card state that PC/SC shows is no
 * substitute: a failed reset empties it before the thread has looked, and a card that is put in
 * before the thread looks is then never noticed (pcscd 1.9.9).
 */
export interface CardWatch {
  readonly readLine: (line: string) => void;
  seesCard(readerName: string): boolean;
}

const NOTICE = /Card (inserted into|Removed From) (.+?)\s*$/i;

export function watchCards(): CardWatch {
  const occupied = new Set<string>();
  return {
    readLine: (line) => {
      const [, move, readerName] = NOTICE.exec(line) ?? [];
      if (move === undefined || readerName === undefined) return;
      if (move.toLowerCase() === 'inserted into') occupied.add(readerName);
      else occupied.delete(readerName);
    },
    seesCard: (readerName) => occupied.has(readerName),
  };
}

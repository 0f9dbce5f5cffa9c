/**
 * Shapes that texts share. A sentence is a string of its own, so that screens can set it on a line
 * of its own and speech can pause after it.
 */

type Sentences = readonly string[];

/** An interruption: what happened, what to do now, and who helps if that does not work. */
interface NoticeText {
  readonly title: string;
  readonly happened: Sentences;
  readonly next: Sentences;
  readonly help: string;
  readonly confirm: string;
  /** Empty where a notice has no other way. */
  readonly alternative: string;
}

/** How a service ended. `title` and `next` stand on the receipt too, `detail` on the screen only. */
interface ResultText {
  readonly title: string;
  readonly detail: Sentences;
  readonly next: Sentences;
}

interface HeadedText {
  readonly title: string;
  readonly text: Sentences;
}

/** Keeps the keys as they are written, so that a missing one is a type error where it is used. */
export const noticeTexts = <Key extends string>(texts: Readonly<Record<Key, NoticeText>>) => texts;
export const resultTexts = <Key extends string>(texts: Readonly<Record<Key, ResultText>>) => texts;
export const headedTexts = <Key extends string>(texts: Readonly<Record<Key, HeadedText>>) => texts;

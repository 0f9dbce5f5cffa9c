import { useEffect } from 'react';
import { Button } from '../parts/button.tsx';
import { Frame } from '../parts/frame.tsx';
import { ReaderPicture } from '../parts/reader-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

export function AttractScreen({ text, press }: ScreenProps<'attract'>) {
  const { attract, inOtherLanguage, pictures } = text;
  // Whoever touches the picture means the button.
  useEffect(() => {
    const begin = (): void => press({ kind: 'begin' });
    window.addEventListener('click', begin);
    return () => window.removeEventListener('click', begin);
  }, [press]);
  return (
    <Frame
      text={text}
      title={attract.title}
      titleSize="hero"
      picture={<ReaderPicture moment="placing" label={pictures.cardOnReader} />}
      actions={
        <Button look="primary" className="action-whole" onPress={() => undefined}>
          {attract.begin}
        </Button>
      }
    >
      <Sentences lines={[attract.intro, attract.need, attract.or]} look="large" />
      <p
        className="kern-body sentence sentence--large other-language"
        lang={inOtherLanguage.language}
      >
        {inOtherLanguage.attract}
      </p>
    </Frame>
  );
}

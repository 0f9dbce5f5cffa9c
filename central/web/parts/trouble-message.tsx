import { useShown } from '../desk/use-desk.ts';
import { Button } from './button.tsx';
import { troubleWords } from './words.ts';

/** What went wrong with the last thing that somebody did here. */
export function TroubleMessage() {
  const { desk, view, text } = useShown();
  const { trouble } = view;
  return (
    <div className={trouble ? 'trouble trouble--shown' : 'trouble'}>
      <p role="alert">{trouble && troubleWords(trouble, text)}</p>
      {trouble && (
        <Button look="tertiary" label={text.trouble.close} onPress={() => desk.dismiss()}>
          ×
        </Button>
      )}
    </div>
  );
}

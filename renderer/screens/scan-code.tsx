import { ActionBar } from '../parts/action-bar.tsx';
import { Frame } from '../parts/frame.tsx';
import { ScanPicture } from '../parts/scan-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

/** Where no key could type the code: the reader alone takes it. */
export function ScanCodeScreen({ screen, text, press }: ScreenProps<'scan-code'>) {
  const { scan, back } = text.queue;
  const labels = { ...text.frame, alternative: scan.ticketInstead, cancel: back };
  return (
    <Frame
      text={text}
      service={text.services['check-in'].title}
      title={scan.title}
      picture={<ScanPicture />}
      actions={<ActionBar offered={screen.actions} labels={labels} press={press} />}
    >
      <Sentences lines={scan.text} look="large" />
      <Sentences lines={[scan.help]} />
    </Frame>
  );
}

import type { ServiceResult } from '../../state-machines/views.ts';
import { ActionBar } from '../parts/action-bar.tsx';
import { Emblem, type Tone } from '../parts/emblem.tsx';
import { Frame } from '../parts/frame.tsx';
import { ReceiptPicture } from '../parts/receipt-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { NextSteps, Sentences } from '../parts/sentences.tsx';

const TONES: Readonly<Record<ServiceResult, Tone>> = {
  'pin-changed': 'success',
  'pin-unblocked': 'success',
  'pin-verified': 'success',
  'transport-pin-verified': 'success',
  'card-checked': 'success',
  cancelled: 'info',
  'pin-blocked': 'danger',
  'pin-suspended': 'warning',
  'puk-spent': 'danger',
  'function-off': 'warning',
  'card-removed': 'info',
  'card-removed-while-setting-pin': 'warning',
  'card-fault': 'danger',
  'reader-lost': 'danger',
  'terminal-fault': 'danger',
  expired: 'info',
};

export function OutcomeScreen({ screen, text, press }: ScreenProps<'outcome'>) {
  const { service, result, receipt, transactionId, actions } = screen;
  const { title, detail, next } = text.results[result];
  const labels = {
    confirm: text.outcome.finish,
    alternative: text.outcome.more,
    cancel: text.frame.cancel,
  };
  const isPrinted = receipt === 'printed' || receipt === 'probably-printed';
  return (
    <Frame
      text={text}
      service={text.services[service].title}
      title={title}
      emblem={isPrinted && <Emblem tone={TONES[result]} />}
      picture={isPrinted ? <ReceiptPicture /> : <Emblem tone={TONES[result]} size="large" />}
      caption={
        <>
          <Sentences lines={text.outcome.receipt[receipt]} />
          {transactionId !== '' && (
            <p className="kern-body sentence">
              {text.outcome.transaction}: <strong className="transaction">{transactionId}</strong>
            </p>
          )}
        </>
      }
      actions={<ActionBar offered={actions} labels={labels} press={press} />}
    >
      <Sentences lines={detail} look="large" />
      <NextSteps title={text.frame.whatNow} lines={next} />
    </Frame>
  );
}

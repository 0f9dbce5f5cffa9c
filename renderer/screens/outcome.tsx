import type { ReactNode } from 'react';
import type { Text } from '../../config/text/index.ts';
import { nextSteps } from '../../config/text/next-steps.ts';
import type { ServiceResult } from '../../state-machines/views.ts';
import { ActionBar } from '../parts/action-bar.tsx';
import { CallSign } from '../parts/call-sign.tsx';
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
  'eid-activated': 'success',
  'pin-set': 'success',
  'refused-person-differs': 'info',
  'refused-card-not-valid': 'info',
  'refused-card-of-another': 'info',
  'refused-not-possible-now': 'info',
  unanswered: 'info',
  'central-unreachable': 'warning',
  'not-admitted': 'warning',
  'document-expired': 'warning',
  'holder-too-young': 'info',
  'wrong-can-repeatedly': 'warning',
  'chip-not-genuine': 'info',
  'terminal-not-accepted': 'warning',
  'activated-without-pin': 'warning',
  'pin-not-proven': 'warning',
  expired: 'info',
};

type Props = ScreenProps<'outcome'>;

export function OutcomeScreen({ screen, text, press }: Props) {
  const { service, result, transactionId, callSign, actions } = screen;
  const { title, detail } = text.results[result];
  const labels = {
    confirm: text.outcome.finish,
    alternative: text.outcome.more,
    cancel: text.frame.cancel,
  };
  const picture = pictureOf(screen, text);
  return (
    <Frame
      text={text}
      service={text.services[service].title}
      title={title}
      emblem={picture && <Emblem tone={TONES[result]} />}
      picture={picture ?? <Emblem tone={TONES[result]} size="large" />}
      caption={
        <>
          <Sentences lines={receiptLines(screen, text)} />
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
      <NextSteps title={text.frame.whatNow} lines={nextSteps(text, result, callSign)} />
    </Frame>
  );
}

/** Without a receipt, who is called has the call sign to remember, which counts all the same. */
function receiptLines({ receipt, callSign }: Props['screen'], text: Text): readonly string[] {
  const { receipt: lines, remember } = text.outcome;
  if (callSign === undefined || receipt === 'printed') return lines[receipt];
  return [...lines[receipt].slice(0, 1), remember(callSign)];
}

/** What the visitor takes along, in head or hand. */
function pictureOf({ receipt, callSign }: Props['screen'], text: Text): ReactNode {
  if (callSign) return <CallSign label={text.fastLane.callSign} callSign={callSign} />;
  return receipt === 'printed' || receipt === 'probably-printed' ? <ReceiptPicture /> : null;
}

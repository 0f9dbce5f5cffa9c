import type { Text } from '../../config/text/index.ts';
import { ActionBar } from '../parts/action-bar.tsx';
import { Frame } from '../parts/frame.tsx';
import { HANDS_RULES, HandsPicture, LaneStepPicture } from '../parts/lane-pictures.tsx';
import { LANE_STEPS } from '../parts/lane-shown.ts';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';
import { Words } from '../parts/words.tsx';

export function FastLaneIntroScreen({ screen, text, press }: ScreenProps<'fast-lane-intro'>) {
  const { intro } = text.fastLane;
  const { staff } = intro.why;
  return (
    <Frame
      text={text}
      service={text.services[screen.service].title}
      title={intro.title}
      picture={<Hands text={text} />}
      actions={
        <ActionBar
          offered={screen.actions}
          labels={{ ...text.frame, confirm: intro.confirm }}
          press={press}
        />
      }
    >
      <Sentences lines={[intro.duration]} look="large" />
      <ol className="intro-steps">
        {LANE_STEPS.map((step) => (
          <li key={step} className="intro-step">
            <LaneStepPicture step={step} />
            <div>
              <p className="intro-step-title">{intro.steps[step].title}</p>
              <p className="intro-step-text">
                <Words of={intro.steps[step].text.join(' ')} />
              </p>
            </div>
          </li>
        ))}
      </ol>
      <section className="why">
        <h2 className="why-title">{staff.title}</h2>
        <p className="why-text">
          <Words of={staff.text.join(' ')} />
        </p>
      </section>
    </Frame>
  );
}

function Hands({ text }: { text: Text }) {
  const { hands } = text.fastLane.intro;
  return (
    <section className="hands">
      <h2 className="hands-title">{hands.title}</h2>
      <ul className="hands-rules">
        {HANDS_RULES.map((rule) => (
          <li key={rule}>
            <HandsPicture rule={rule} />
            <span>{hands[rule]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

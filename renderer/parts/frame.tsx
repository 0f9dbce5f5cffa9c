import { type ReactNode, useContext, useEffect, useId, useRef } from 'react';
import type { Text } from '../../config/text/index.ts';
import { CentreName } from './centre-name.ts';
import type { LaneShown } from './lane-shown.ts';
import { LaneStrip } from './lane-strip.tsx';
import { Words } from './words.tsx';

export interface FrameProps {
  readonly text: Text;
  readonly title: string;
  readonly titleSize?: 'hero';
  /** The service the visitor chose, above the title. */
  readonly service?: string;
  /** Stands above all else, in the same place on every screen of the fast lane. */
  readonly lane?: LaneShown | null;
  readonly emblem?: ReactNode;
  readonly picture?: ReactNode;
  /** Belongs to the picture. */
  readonly caption?: ReactNode;
  /** What the visitor works with; the picture then moves to the text. */
  readonly controls?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** The same order on every screen: who, what, how, and at the bottom the buttons. */
export function Frame(props: FrameProps) {
  const { text, title, service, lane, emblem, picture, controls, ...rest } = props;
  const centreName = useContext(CentreName);
  const bodyId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    document.title = title;
  }, [title]);
  return (
    <div className="frame">
      <header className="frame-header">
        <p className="frame-office">{centreName}</p>
        <p className="frame-help">{text.frame.help}</p>
      </header>
      <main className={controls ? 'frame-main frame-main--controls' : 'frame-main'}>
        {lane && (
          <div className="frame-lane">
            <LaneStrip lane={lane} text={text} />
          </div>
        )}
        <div className="frame-text">
          <div className="frame-heading">
            {emblem}
            <div>
              {service && <p className="kern-preline frame-service">{service}</p>}
              <h1
                className={`kern-heading-display frame-title ${rest.titleSize ?? ''}`}
                tabIndex={-1}
                ref={heading}
                aria-describedby={bodyId}
              >
                <Words of={title} />
              </h1>
            </div>
          </div>
          <div className="frame-body" id={bodyId}>
            {rest.children}
          </div>
        </div>
        {picture && (
          <div className="frame-picture">
            <div className="frame-picture-room">{picture}</div>
            {rest.caption && <div className="frame-caption">{rest.caption}</div>}
          </div>
        )}
        {controls && <div className="frame-controls">{controls}</div>}
        <div className="frame-actions">{rest.actions}</div>
      </main>
    </div>
  );
}

import type { ReactNode } from 'react';
import { IdCard } from './id-card.tsx';
import type { LaneStep } from './lane-shown.ts';
import { Person, Tick } from './people.tsx';

/** Pictures of the fast lane. They repeat the words beside them. */

const THREE = [0, 1, 2];

const STEP_PICTURES: Readonly<Record<LaneStep, ReactNode>> = {
  type: (
    <>
      <rect className="reader-body" x="22" y="4" width="156" height="132" rx="16" />
      {THREE.flatMap((row) =>
        THREE.map((column) => (
          <rect
            key={`${row}${column}`}
            className="key-cap"
            x={40 + column * 44}
            y={18 + row * 37}
            width="34"
            height="28"
            rx="6"
          />
        )),
      )}
    </>
  ),
  confirm: (
    <>
      <g transform="translate(40 4)">
        <Person look="staff" />
      </g>
      <g transform="translate(124 72)">
        <Tick />
      </g>
    </>
  ),
  unlock: (
    <>
      <g transform="translate(4 14) scale(0.52)">
        <IdCard />
      </g>
      <g transform="translate(124 72)">
        <Tick />
      </g>
    </>
  ),
};

/** One of the three steps. */
export function LaneStepPicture({ step }: { step: LaneStep }) {
  return (
    <svg className="small-picture" viewBox="0 0 200 140" aria-hidden="true">
      {STEP_PICTURES[step]}
    </svg>
  );
}

export const HANDS_RULES = ['card', 'face', 'hands'] as const;
type HandsRule = (typeof HANDS_RULES)[number];

const HANDS_PICTURES: Readonly<Record<HandsRule, ReactNode>> = {
  card: (
    <>
      <rect className="reader-body" x="8" y="18" width="224" height="156" rx="20" />
      <rect className="reader-pad" x="26" y="34" width="188" height="124" rx="12" />
      <g transform="translate(48 50) scale(0.45)">
        <IdCard />
      </g>
    </>
  ),
  face: (
    <>
      <path className="view-finder" d="M44 58V22H84M156 22H196V58M196 142V178H156M84 178H44V142" />
      <g transform="translate(60 36)">
        <Person look="visitor" />
      </g>
    </>
  ),
  hands: (
    <>
      <g transform="translate(16 24)">
        <OpenHand />
      </g>
      <g transform="translate(224 24) scale(-1 1)">
        <OpenHand />
      </g>
    </>
  ),
};

/** What to do with card, face and hands. */
export function HandsPicture({ rule }: { rule: HandsRule }) {
  return (
    <svg className="small-picture" viewBox="0 0 240 192" aria-hidden="true">
      {HANDS_PICTURES[rule]}
    </svg>
  );
}

/** A left hand from the front, 92 by 160: four fingers, a thumb and the palm. */
function OpenHand() {
  return (
    <g className="open-hand">
      <rect x="2" y="30" width="17" height="84" rx="8.5" />
      <rect x="22" y="10" width="17" height="100" rx="8.5" />
      <rect x="42" y="4" width="17" height="100" rx="8.5" />
      <rect x="62" y="16" width="17" height="92" rx="8.5" />
      <rect x="2" y="84" width="77" height="70" rx="24" />
      <path d="M70 118 94 82" />
    </g>
  );
}

/** Somebody behind the counter looks over to the visitor. */
export function CounterPicture() {
  return (
    <svg className="picture" viewBox="0 0 560 330" aria-hidden="true">
      <g transform="translate(50 70) scale(1.15)">
        <Person look="staff" />
      </g>
      <path
        className="bubble bubble--second"
        d="M176 20H292Q312 20 312 40V104Q312 124 292 124H228L196 156V124H176Q156 124 156 104V40Q156 20 176 20Z"
      />
      {THREE.map((place) => (
        <circle key={place} className="bubble-dot" cx={194 + place * 40} cy="72" r="11" />
      ))}
      <rect className="reader-body" x="20" y="214" width="240" height="22" rx="11" />
      <rect className="counter-front" x="34" y="236" width="212" height="84" />
      <g transform="translate(364 128) scale(1.3)">
        <Person look="visitor" />
      </g>
      <rect className="counter-front" x="330" y="296" width="220" height="24" rx="12" />
    </svg>
  );
}

import { useEffect, useRef, useState } from 'react';
import type { WaitingRoomView } from '../../main/contract/waiting-room.ts';
import { type Announcer, createAnnouncer } from './announcer.ts';

/** Makes the calls of each new view heard. @returns whether they can be */
export function useAnnouncer(view: WaitingRoomView | null): boolean {
  const [isOn, setOn] = useState(true);
  const announcer = useRef<Announcer | null>(null);
  const latest = useRef(view);
  latest.current = view;
  const settings = view && JSON.stringify([view.screen.voice, view.screen.languages]);
  useEffect(() => {
    const screen = latest.current?.screen;
    if (settings === null || screen === undefined || screen.voice === 'silent') return;
    const aheadMs = Date.parse(latest.current?.at ?? '') - Date.now();
    const made = createAnnouncer({ screen, now: () => Date.now() + aheadMs, onSound: setOn });
    announcer.current = made;
    const resume = (): void => made.resume();
    addEventListener('pointerdown', resume);
    return () => {
      removeEventListener('pointerdown', resume);
      made.stop();
      announcer.current = null;
    };
  }, [settings]);
  useEffect(() => {
    if (view) announcer.current?.hear(view.called);
  }, [view]);
  return isOn;
}

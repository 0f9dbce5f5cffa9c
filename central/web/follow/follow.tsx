import '../link/strict-schemas.ts';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAsk } from '../link/exchange.ts';
import { languageOf } from '../preferences.ts';
import { deFollow } from '../text/de-follow.ts';
import { enFollow } from '../text/en-follow.ts';
import { FollowPage } from './follow-page.tsx';
import { Follower } from './follower.ts';

const TEXTS = { de: deFollow, en: enFollow };

const follower = new Follower({
  ask: createAsk((...question) => fetch(...question)),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
});

const language = languageOf(navigator.languages);
document.documentElement.lang = language;

const place = document.getElementById('page');
if (!place) throw new Error('The page has no place for its content.');
createRoot(place).render(
  <StrictMode>
    <FollowPage follower={follower} text={TEXTS[language]} />
  </StrictMode>,
);

// What stands behind # never leaves the phone as part of an address.
const followAddress = (): void => follower.follow(location.hash.slice(1));
addEventListener('hashchange', followAddress);
addEventListener('online', () => follower.watch(true));
document.addEventListener('visibilitychange', () =>
  follower.watch(document.visibilityState === 'visible'),
);
followAddress();

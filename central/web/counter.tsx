import './link/strict-schemas.ts';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Chime } from './desk/chime.ts';
import { Desk } from './desk/desk.ts';
import { createApi } from './link/api.ts';
import { createLaneLink } from './link/lane-link.ts';
import { CounterApp } from './pages/counter-app.tsx';
import { keepPreferences, readPreferences } from './preferences.ts';

const chime = new Chime(document);
const desk = new Desk({
  api: createApi((...question) => fetch(...question)),
  openLink: (ends) =>
    createLaneLink({
      ...ends,
      connect: (after) => new WebSocket(linkAddress(after)),
      after: (delayMs, action) => {
        const timer = setTimeout(action, delayMs);
        return () => clearTimeout(timer);
      },
      random: Math.random,
    }),
  now: Date.now,
  after: (delayMs, action) => setTimeout(action, delayMs),
  chime: () => chime.play(),
  preferences: readPreferences(localStorage, navigator.languages),
  keep: (preferences) => keepPreferences(localStorage, preferences),
});

const place = document.getElementById('page');
if (!place) throw new Error('The page has no place for its content.');
createRoot(place).render(
  <StrictMode>
    <CounterApp desk={desk} chime={chime} />
  </StrictMode>,
);
addEventListener('online', () => desk.retryNow());
void desk.start();

function linkAddress(after: number | null): string {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const query = after === null ? '' : `?after=${after}`;
  return `${scheme}://${location.host}/staff/link${query}`;
}

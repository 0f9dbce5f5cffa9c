import { once } from 'node:events';
import WebSocket from 'ws';
import { startAusweisApp } from '../integration/rig/ausweisapp.ts';
import {
  type AppCommand,
  type AppMessage,
  parseMessage,
  readersIn,
} from '../integration/rig/ausweisapp-messages.ts';
import type { PrivatePcscd } from '../integration/rig/pcscd.ts';
import { withDeadline } from '../integration/rig/wait.ts';
import type { Pauses, PinPair, Question, TerminalUnderTest } from './terminal-under-test.ts';

const NOTICE_DEADLINE_MS = 15_000;
const CHANGE_DEADLINE_MS = 20_000;

/**
 * The AusweisApp. Its questions are answered in the message's own event, because the rig's client
 * looks for messages only every 20 ms; and it is asked nothing while it reads a card.
 */
export async function startAppTerminal(
  pcscd: PrivatePcscd,
  readerName: string,
): Promise<TerminalUnderTest> {
  const app = await startAusweisApp(pcscd.clientEnvironment);
  const socket = new WebSocket(`ws://127.0.0.1:${app.port}/eID-Kernel`, {
    headers: { 'User-Agent': 'schnellspur-bench' },
  });
  const talk = listen(socket);
  let hasCard = false;
  talk.hear((message) => {
    const shown = readersIn(message).find(({ name }) => name === readerName);
    if (shown) hasCard = Boolean(shown.card);
  });
  await once(socket, 'open');
  const presence = (wanted: boolean): Promise<void> =>
    talk.until(`card: ${wanted}`, NOTICE_DEADLINE_MS, () => hasCard === wanted);
  return {
    name: `AusweisApp ${app.version}`,
    waitForCard: () => presence(true),
    waitForNoCard: () => presence(false),
    changePin: (pins) => changePin(talk, pins),
    async stop() {
      socket.close();
      await app.stop();
    },
  };
}

async function changePin(talk: AppTalk, { pin, newPin }: PinPair): Promise<Pauses> {
  const questions: Question[] = [];
  let succeeded: boolean | undefined;
  const answer = (askedAt: number, command: AppCommand): void => {
    talk.send(command);
    questions.push({ askedAt, answeredAt: performance.now() });
  };
  const stopHearing = talk.hear(({ msg, success }, heardAt) => {
    if (msg === 'ENTER_PIN') answer(heardAt, { cmd: 'SET_PIN', value: pin });
    else if (msg === 'ENTER_NEW_PIN') answer(heardAt, { cmd: 'SET_NEW_PIN', value: newPin });
    else if (msg === 'CHANGE_PIN' && success !== undefined) succeeded = success;
  });
  const operationAt = performance.now();
  talk.send({ cmd: 'RUN_CHANGE_PIN', status: false });
  try {
    await talk.until('CHANGE_PIN', CHANGE_DEADLINE_MS, () => succeeded !== undefined);
  } finally {
    stopHearing();
  }
  if (!succeeded) throw new Error('the AusweisApp did not change the PIN');
  return { operationAt, questions };
}

type Hearer = (message: AppMessage, heardAt: number) => void;

interface AppTalk {
  send(command: AppCommand): void;
  hear(listener: Hearer): () => void;
  /** Looks after each message whether `isDone`. */
  until(what: string, deadlineMs: number, isDone: () => boolean): Promise<void>;
}

function listen(socket: WebSocket): AppTalk {
  const listeners = new Set<Hearer>();
  socket.on('message', (frame) => {
    const heardAt = performance.now();
    const message = parseMessage(frame.toString());
    for (const listener of [...listeners]) listener(message, heardAt);
  });
  const hear: AppTalk['hear'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    hear,
    send: (command) => socket.send(JSON.stringify(command)),
    async until(what, deadlineMs, isDone) {
      if (isDone()) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const stopHearing = hear(() => isDone() && resolve());
      try {
        await withDeadline(`${what} from the AusweisApp`, deadlineMs, promise);
      } finally {
        stopHearing();
      }
    },
  };
}

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** The line between a terminal and the central system: it can be cut, and loses what it is told to. */
export interface Network {
  /** Where the central system seems to be. */
  readonly address: string;
  /** Everything the terminal has sent. */
  readonly sent: readonly Uint8Array[];
  /** Loses requests to such paths, or their answers, so many times. */
  lose(what: 'question' | 'answer', path: RegExp, times: number): void;
  /** Keeps questions to such a path until the returned function has let them through. */
  hold(path: RegExp): () => Promise<void>;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

interface Loss {
  readonly what: 'question' | 'answer';
  readonly path: RegExp;
  times: number;
}

export async function openNetwork(to: string): Promise<Network> {
  const { hostname, port } = new URL(to);
  const sockets = new Set<Socket>();
  const sent: Uint8Array[] = [];
  let losses: Loss[] = [];
  let isCut = false;
  let held: { readonly path: RegExp; questions: (() => Promise<unknown>)[] } | undefined;

  const lossOf = (chunk: Uint8Array): Loss | undefined => {
    const path = pathOf(chunk);
    return losses.find((loss) => loss.times > 0 && path !== undefined && loss.path.test(path));
  };
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect({ host: hostname, port: Number(port) });
    let losesAnswer = false;
    let isHolding = false;
    const end = (): void => {
      near.destroy();
      far.destroy();
      sockets.delete(near);
      sockets.delete(far);
    };
    near.on('data', (chunk) => {
      sent.push(chunk);
      const loss = lossOf(chunk);
      if (loss) loss.times -= 1;
      if (loss?.what === 'question') {
        end();
        return;
      }
      if (loss) losesAnswer = true;
      if (!held?.path.test(pathOf(chunk) ?? '')) return far.write(chunk);
      // It arrives also where whoever asked has hung up.
      isHolding = true;
      return held.questions.push(() => {
        far.write(chunk);
        return once(far, 'data');
      });
    });
    far.on('data', (chunk) => (losesAnswer ? end() : near.write(chunk)));
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => (socket === near && isHolding) || end());
    }
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await listening;
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('the network has no port');
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `http://127.0.0.1:${place.port}`,
    sent,
    lose: (what, path, times) => losses.push({ what, path, times }),
    hold(path) {
      const holding = { path, questions: [] as (() => Promise<unknown>)[] };
      held = holding;
      return async () => {
        held = undefined;
        await Promise.all(holding.questions.map((letThrough) => letThrough()));
      };
    },
    cut() {
      isCut = true;
      hangUp();
    },
    mend() {
      isCut = false;
      losses = [];
    },
    async close() {
      const closed = new Promise((done) => server.close(done));
      hangUp();
      await closed;
    },
  };
}

function pathOf(chunk: Uint8Array): string | undefined {
  return /^(?:GET|POST|PUT) (\S+) /.exec(Buffer.from(chunk).toString('latin1'))?.[1];
}

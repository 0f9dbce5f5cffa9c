import type { CoreMessage } from '../../contract/messages.ts';
import { ROLES } from '../../contract/roles.ts';
import { describeContract } from '../contract-suite.ts';
import { createPageFixture } from '../testing/page-fixture.ts';
import { until } from '../testing/wait.ts';
import { CLOSE_TAKEN } from './carry-link.ts';
import { serveLoopback } from './serve-loopback.ts';
import { logIn, openSocket } from './testing/loopback-client.ts';

describeContract('loopback', async (links) => {
  const fixture = await createPageFixture();
  const host = await serveLoopback({ links, pages: fixture.folder, roles: ROLES });
  return {
    async openScreen(role) {
      const cookie = await logIn(host, role);
      const { socket, texts, ended } = await openSocket(host.port, `/link/${role}`, { cookie });
      await until('a view or a refusal', () => texts.length > 0 || ended() !== undefined);
      return {
        isRefused: ended() === CLOSE_TAKEN,
        get messages() {
          return texts.map((text): CoreMessage => JSON.parse(text));
        },
        send: (text) => {
          if (socket.readyState === socket.OPEN) socket.send(text);
        },
        close: () => socket.terminate(),
      };
    },
    async stop() {
      await host.close();
      await fixture.remove();
    },
  };
});

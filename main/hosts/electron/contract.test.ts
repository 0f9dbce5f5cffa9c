import type { CoreMessage } from '../../contract/messages.ts';
import { ROLES } from '../../contract/roles.ts';
import { describeContract } from '../contract-suite.ts';
import { createPageFixture } from '../testing/page-fixture.ts';
import { until } from '../testing/wait.ts';
import { pageUrl } from './pages.ts';
import { startFakeHost } from './testing/start-fake-host.ts';

describeContract('Electron', async (links) => {
  const fixture = await createPageFixture();
  // Two windows for each role, so that a second visitor can be tried.
  const screens = [...ROLES, ...ROLES].map((role) => ({ role, presentation: 'desk' as const }));
  const { fake, incidents } = await startFakeHost({ links, pages: fixture.folder, screens });
  const unused = [...fake.windows];
  return {
    async openScreen(role) {
      const index = unused.findIndex(({ contents }) => contents.url === pageUrl(role));
      const [window] = unused.splice(index, 1);
      if (window === undefined) throw new Error(`there is no window left for ${role}`);
      const messages: CoreMessage[] = [];
      const { pageApi } = window.contents;
      const refusalsBefore = incidents.length;
      const isRefused = () =>
        incidents.slice(refusalsBefore).some(({ code }) => code === 'link-taken');
      pageApi.receive((text) => messages.push(JSON.parse(text)));
      await until('a view or a refusal', () => messages.length > 0 || isRefused());
      return {
        isRefused: isRefused(),
        messages,
        send: (text) => pageApi.send(text),
        close: () => window.destroy(),
      };
    },
    stop: () => fixture.remove(),
  };
});

import { join } from 'node:path';
import type { CoreLinks } from '../../../contract/link.ts';
import type { HostIncident } from '../../host-incident.ts';
import { prepareApplication } from '../application.ts';
import { type ElectronHost, type ElectronHostOptions, startElectronHost } from '../host.ts';
import { FakeElectron, type FakeElectronOptions } from './fake-electron.ts';

export interface FakeHost {
  readonly fake: FakeElectron;
  readonly host: ElectronHost;
  readonly incidents: HostIncident[];
}

export interface FakeHostOptions extends Partial<ElectronHostOptions> {
  readonly links: CoreLinks;
  readonly pages: string;
  readonly fake?: FakeElectronOptions;
}

/** Starts the whole host on a fake Electron, by default with a kiosk's one visitor screen. */
export async function startFakeHost(options: FakeHostOptions): Promise<FakeHost> {
  const fake = new FakeElectron(options.fake);
  const incidents: HostIncident[] = [];
  const report = (incident: HostIncident) => void incidents.push(incident);
  prepareApplication(fake.electron, join(options.pages, '..', 'profile'), report);
  const host = await startElectronHost({
    screens: [{ role: 'visitor', presentation: 'kiosk' }],
    preload: '/opt/schnellspur/preload.cjs',
    shutDown: async () => undefined,
    ...options,
    electron: fake.electron,
    report,
  });
  return { fake, host, incidents };
}

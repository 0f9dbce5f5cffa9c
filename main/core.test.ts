import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openPcscReader } from '../devices/card/transports/pcsc.ts';
import { tcpLink } from '../devices/printer/transports/tcp.ts';
import type { CoreMessage } from './contract/messages.ts';
import { startCore } from './core.ts';

vi.mock(import('../devices/card/transports/pcsc.ts'), () => ({ openPcscReader: vi.fn() }));
vi.mock(import('../devices/printer/transports/tcp.ts'), async (original) => ({
  ...(await original()),
  tcpLink: vi.fn(),
}));

it('runs a waiting room on a computer that has no card reader and no printer', async () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-core-'));
  const file = (name: string): string => join(folder, name);
  const room = { name: 'Erdgeschoss', diagonalInches: 55, voice: 'gong' };
  writeFileSync(
    file('site.json'),
    JSON.stringify({ centreName: 'Bürgerbüro Nord', use: 'waiting-room', waitingRooms: [room] }),
  );
  const showScreens = vi.fn(() => Promise.resolve());
  const app = await startCore(
    {
      ...{ siteFile: file('site.json'), ledgerFile: file('ledger.sqlite') },
      ...{ identityFile: file('kiosk.json'), profileFolder: file('profile'), log: () => {} },
    },
    { wipeScreens: () => Promise.resolve(), showScreens },
  );
  try {
    expect(openPcscReader).not.toHaveBeenCalled();
    expect(tcpLink).not.toHaveBeenCalled();
    expect(told.mock.calls.join()).toContain('no printer and no card reader, ');
    expect(showScreens).toHaveBeenCalledWith(expect.objectContaining({ use: 'waiting-room' }));
    expect(app.answers()).toBe(true);
    const seen: CoreMessage[] = [];
    app.links.open('waiting-room', (message) => seen.push(message));
    expect(seen).toMatchObject([
      { kind: 'view', view: { centreName: 'Bürgerbüro Nord', screen: { name: 'Erdgeschoss' } } },
    ]);
  } finally {
    app.stop();
    told.mockRestore();
    rmSync(folder, { recursive: true });
  }
});

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_START_MS } from './fast-lane/testing/test-branch.ts';
import type { LogEvents } from './log.ts';
import { type CentralOptions, startCentral } from './main.ts';
import { makeAuthorityFolder } from './terminal-authority/testing/test-certificates.ts';
import { TEST_TIME } from './testing/test-central.ts';

let folder: string;
let logged: (keyof LogEvents)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-central-'));
  logged = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (options: Partial<CentralOptions> = {}) =>
  startCentral({
    database: { folder: join(folder, 'data') },
    host: '127.0.0.1',
    port: 0,
    log: (name) => logged.push(name),
    now: () => TEST_TIME,
    ...options,
  });

describe('a node of the central system', { timeout: DATABASE_START_MS }, () => {
  it('answers, serves the pages beside, and gives everything back when it ends', async () => {
    const pages = join(folder, 'pages');
    mkdirSync(pages);
    writeFileSync(join(pages, 'counter.html'), '<!doctype html><title>Schalter</title>');
    const central = await start({ pages });
    const page = await fetch(`${central.address}/`);
    expect(await page.text()).toContain('Schalter');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect((await fetch(`${central.address}/health`)).status).toBe(200);
    expect((await fetch(`${central.address}/../package.json`)).status).toBe(404);
    await central.close();
    await expect(fetch(`${central.address}/health`)).rejects.toThrow();
    const again = await start();
    await again.close();
  });

  it('says on every start that its key lies in a file', async () => {
    const authority = await makeAuthorityFolder();
    for (const starts of [1, 2]) {
      const central = await start({ authority: { folder: authority.path } });
      expect(logged.filter((name) => name === 'authority.key-in-file')).toHaveLength(starts);
      await central.close();
    }
    authority.remove();
  });

  it('gives the database back where the authority cannot start', async () => {
    const failing = start({ authority: { folder: join(folder, 'none') } });
    await expect(failing).rejects.toMatchObject({ code: 'key-missing' });
    expect(existsSync(join(folder, 'data'))).toBe(true);
    const central = await start();
    await central.close();
  });

  it('says where it cannot listen', async () => {
    const central = await start({ database: {} });
    const port = Number(new URL(central.address).port);
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await central.close();
  });
});

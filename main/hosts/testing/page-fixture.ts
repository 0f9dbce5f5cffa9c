import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES } from '../../contract/roles.ts';

export interface PageFixture {
  readonly folder: string;
  remove(): Promise<void>;
}

/** A folder as the build of the screens leaves it, with a file beside it that no host may serve. */
export async function createPageFixture(): Promise<PageFixture> {
  const parent = await mkdtemp(join(tmpdir(), 'schnellspur-pages-'));
  const folder = join(parent, 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  for (const role of ROLES) {
    const script = `<script type="module" crossorigin src="/assets/${role}.js"></script>`;
    await writeFile(join(folder, `${role}.html`), `<!doctype html><title>${role}</title>${script}`);
    await writeFile(join(folder, 'assets', `${role}.js`), `document.title += ' ran';\n`);
    await writeFile(join(folder, 'assets', `${role}.js.map`), '{}');
  }
  await writeFile(join(folder, 'assets', 'screen.css'), 'body { color: black }\n');
  await writeFile(join(parent, 'secret.txt'), 'not for any browser');
  return { folder, remove: () => rm(parent, { recursive: true, force: true }) };
}

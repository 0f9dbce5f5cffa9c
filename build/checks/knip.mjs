/**
 * What nobody uses: files, exports, dependencies.
 *
 * @type {import('knip').KnipConfig}
 */
export default {
  entry: [
    'build/*.{ts,mjs}',
    'build/checks/*.mjs',
    'build/bench/bench.ts',
    'build/journeys/gallery.ts',
    'build/recorded-words/make.ts',
    '{build,renderer}/**/*.config.ts',
    'central/server/cli.ts',
    'central/web/**/*.html',
    'central/web/counter.tsx',
    'central/web/follow/follow.tsx',
    'devices/*/cli.ts',
    'devices/simulators/*/cli.ts',
    'main/hosts/*/entry*.ts',
    'main/sync/cli.ts',
    'main/desk/eid.ts',
    'main/hosts/electron/preload.ts',
    'renderer/*.html',
    'renderer/{visitor,staff,bench,waiting-room}.tsx',
    '**/*.test.ts',
  ],
  project: ['{build,config,central,devices,main,renderer,state-machines}/**/*.{ts,tsx,mjs}'],
  // A type that an exported signature is made of is used, whether or not somebody names it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Programs that whoever makes the recorded words anew installs.
  ignoreBinaries: ['espeak-ng', 'opusenc'],
  // Read as files, not imported: styles, fonts, and a program.
  ignoreDependencies: ['@kern-ux/native', 'dejavu-fonts-ttf', '@biomejs/biome'],
};

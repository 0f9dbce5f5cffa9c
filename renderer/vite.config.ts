import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname);

/** Pages, each with its own script. Nothing is inlined: the pages' policy forbids it. */
export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [react()],
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        visitor: here('visitor.html'),
        staff: here('staff.html'),
        bench: here('bench.html'),
        'waiting-room': here('waiting-room.html'),
      },
    },
  },
});

import path from 'node:path';
import { defineConfig } from 'vite';
import { compressAssets } from './compress-assets.js';

const here = import.meta.dirname;

/** Builds into `dist/ui`, where the API looks for it. `vite --config apps/ui/vite.config.ts` serves the sources and asks the API of `npm start`. */
export default defineConfig({
  root: here,
  publicDir: false,
  build: {
    outDir: path.join(here, '../../dist/ui'),
    emptyOutDir: true,
    target: 'es2023',
    // Our pages run no script that stands in them, and a picture in a script is loaded by everybody.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    manifest: true,
    rolldownOptions: {
      // Libraries say "use client" to servers that render; there is none here.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  plugins: [compressAssets()],
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/problems': 'http://127.0.0.1:3000' } },
});

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { basemap } from './scripts/basemap.mjs';
import { brotli } from './scripts/brotli.mjs';

// The page must work under `default-src 'self'`: nothing may be inlined as a data: URL script or font.
// `vite dev` passes the API on to a demo listener, or to `npm run fake`.
const listener = 'http://127.0.0.1:7071';

export default defineConfig({
  plugins: [svelte(), basemap(), brotli()],
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2022' },
  server: { host: '127.0.0.1', proxy: { '/api': listener, '/demo': listener } },
  test: { include: ['tests/unit/**/*.test.ts'] },
});

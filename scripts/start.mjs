import { setUp } from './set-up.mjs';

if (await setUp(import.meta.url)) await import('./run/start.ts');

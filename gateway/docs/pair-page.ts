import type { FastifyInstance } from 'fastify';
import { fail } from '../../contract/result.ts';
import { PAIR_SCRIPT } from './pair-script.ts';
import { page } from './routes.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `GET /pair`: where a supervisor types the code that a wall shows. It signs in, says yes or no, and signs out again. */
export function registerPairPage(app: FastifyInstance): void {
  app.get('/pair', async (_request, reply) =>
    page(reply, POLICY).type('text/html; charset=utf-8').send(PAGE),
  );
  app.get<{ Params: { file: string } }>('/pair/:file', async (request, reply) => {
    const { file } = request.params;
    page(reply, POLICY);
    if (file === 'style.css') return await reply.type('text/css; charset=utf-8').send(STYLE);
    if (file === 'pair.js') return await reply.type('text/javascript; charset=utf-8').send(PAIR_SCRIPT);
    return await reply.code(404).send(fail('not-found', `no file ${file}`, 'file'));
  });
}

const field = (id: string, label: string, type: string, complete: string): string =>
  `<label for="${id}">${label}</label><input id="${id}" type="${type}" autocomplete="${complete}" spellcheck="false" required>`;

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pair a console</title><link rel="stylesheet" href="/pair/style.css"><script src="/pair/pair.js" defer></script></head>
<body><main><h1>Pair a console</h1>
<p>Type the code only if you see it on a screen that you know.</p>
<form id="form">
${field('code', 'Code', 'text', 'off')}
${field('name', 'Name of the console, such as wall-1', 'text', 'off')}
${field('user', 'Your user name', 'text', 'username')}
${field('password', 'Your password', 'password', 'current-password')}
<p id="said" role="status"></p>
<div><button type="submit" name="allow" value="no" class="no">No</button><button type="submit" name="allow" value="yes">Let it in</button></div>
</form></main></body></html>
`;

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;background:Canvas;color:CanvasText}
main{max-width:26rem;margin:0 auto;padding:3rem 1.5rem}
form{display:flex;flex-direction:column;gap:.4rem}
input{padding:.5rem .6rem;margin-bottom:.6rem;border:1px solid GrayText;border-radius:4px;font:inherit}
#code{font-size:1.6rem;letter-spacing:.1em;text-transform:uppercase}
#said{min-height:1.5rem;font-weight:600}
div{display:flex;gap:.6rem;justify-content:flex-end}
button{padding:.5rem 1.2rem;border:1px solid GrayText;border-radius:4px;font:inherit;font-weight:600}
`;

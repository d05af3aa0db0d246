import type { FastifyInstance } from 'fastify';
import { fail } from '../../contract/result.ts';
import { pairWords, type PairWords } from '../../contract/strings/pair.ts';
import { PAIR_SCRIPT } from './pair-script.ts';
import { page } from './routes.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `GET /pair`: where a supervisor types the code that a wall shows. It signs in, says yes or no, and signs out again. */
export function registerPairPage(app: FastifyInstance): void {
  app.get('/pair', async (request, reply) => {
    const { language, words } = pairWords(request.headers['accept-language']);
    return page(reply, POLICY)
      .header('vary', 'accept-language')
      .header('content-language', language)
      .type('text/html; charset=utf-8')
      .send(html(language, words));
  });
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

/** What the script says later stands in the form: its own file is the same for every language. */
const LATER = [
  'letIn',
  'toldNo',
  'unauthorised',
  'forbidden',
  'busy',
  'not-found',
  'refused',
  'unreachable',
] as const;

const html = (language: string, words: PairWords): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title><link rel="stylesheet" href="/pair/style.css"><script src="/pair/pair.js" defer></script></head>
<body><main><h1>${words.title}</h1>
<p>${words.warning}</p>
<form id="form" ${LATER.map((key) => `data-${key.toLowerCase()}="${words[key]}"`).join(' ')}>
${field('code', words.code, 'text', 'off')}
${field('name', words.name, 'text', 'off')}
${field('user', words.user, 'text', 'username')}
${field('password', words.password, 'password', 'current-password')}
<p id="said" role="status"></p>
<div><button type="submit" name="allow" value="no" class="no">${words.no}</button><button type="submit" name="allow" value="yes">${words.yes}</button></div>
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

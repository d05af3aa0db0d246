import type { FastifyInstance, FastifyReply } from 'fastify';
import { fail } from '../../contract/result.ts';

/** No script, no frame, nothing from elsewhere. */
const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `GET /docs`: what this gateway serves, for people and for machines. Loaded and made at the first question: most runs have none. */
export function registerDocs(app: FastifyInstance, version: string): void {
  const files = once(async () => {
    const [{ openApi }, { asyncApi }, { docsPage, DOCS_STYLE }] = await Promise.all([
      import('./openapi.ts'),
      import('./asyncapi.ts'),
      import('./page.ts'),
    ]);
    const [rest, sockets] = [openApi(version), asyncApi(version)];
    return {
      page: docsPage(rest, sockets),
      'openapi.json': JSON.stringify(rest, null, 2),
      'asyncapi.json': JSON.stringify(sockets, null, 2),
      'style.css': DOCS_STYLE,
    };
  });
  app.get('/docs', async (_request, reply) =>
    page(reply, POLICY)
      .type('text/html; charset=utf-8')
      .send((await files()).page),
  );
  app.get<{ Params: { file: string } }>('/docs/:file', async (request, reply) => {
    const { file } = request.params;
    page(reply, POLICY);
    if (file === 'style.css') return await reply.type('text/css; charset=utf-8').send((await files())[file]);
    if (file === 'openapi.json' || file === 'asyncapi.json')
      return await reply.type('application/json; charset=utf-8').send((await files())[file]);
    return await reply.code(404).send(fail('not-found', `no file ${file}`, 'file'));
  });
}

/** For every page that a browser may open at this gateway. */
export const page = (reply: FastifyReply, policy: string): FastifyReply =>
  reply
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cross-origin-resource-policy', 'same-origin');

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

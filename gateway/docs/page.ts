import type { asyncApi } from './asyncapi.ts';
import type { openApi } from './openapi.ts';

type Rest = ReturnType<typeof openApi>;
type Sockets = ReturnType<typeof asyncApi>;

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${String(sign.codePointAt(0))};`);
const code = (text: string): string => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
const shape = (name: string, value: unknown): string =>
  `<details><summary>${escape(name)}</summary><pre>${escape(JSON.stringify(value, null, 2))}</pre></details>`;
const roles = (list: unknown): string =>
  Array.isArray(list) && list.length > 0 ? escape(list.join(', ')) : 'without a token';

/** Both documents as one page: plain HTML, no script, so that its policy can forbid them all. */
export function docsPage(rest: Rest, sockets: Sockets): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Routewatch gateway</title><link rel="stylesheet" href="/docs/style.css"></head>
<body><main>
<h1>Routewatch gateway</h1>
<p>Made from the schemas that check every message. For machines: <a href="/docs/openapi.json">openapi.json</a>,
<a href="/docs/asyncapi.json">asyncapi.json</a>.</p>
<h2>REST</h2>
${Object.entries(rest.paths)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, of]) => restSection(method, path, of)))
  .join('\n')}
<h2>Sockets</h2>
<p>${escape(sockets.info.description)}</p>
${Object.entries(sockets.channels)
  .map(([name, { address, messages }]) => channelSection(sockets, name, address, messages))
  .join('\n')}
</main></body></html>
`;
}

interface RestOperation {
  readonly summary: string;
  readonly 'x-roles': unknown;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content: Record<string, { schema?: unknown }> }>
  >;
}

function restSection(method: string, path: string, operation: unknown): string {
  const { summary, requestBody, responses, 'x-roles': who } = operation as RestOperation;
  const answers = Object.entries(responses).map(([status, { description, content }]) => {
    const [type = '', { schema } = {}] = Object.entries(content)[0] ?? [];
    const line = `${status} ${type}: ${description}`;
    return schema === undefined ? `<p class="line">${code(line)}</p>` : shape(line, schema);
  });
  const body = requestBody === undefined ? '' : shape('Body', Object.values(requestBody.content)[0]?.schema);
  return `<section><h3><b>${escape(method.toUpperCase())}</b> ${escape(path)}</h3><p>${code(summary)}</p><p class="who">${roles(who)}</p>${body}${answers.join('')}</section>`;
}

function channelSection(
  { operations }: Sockets,
  name: string,
  address: string,
  messages: Readonly<Record<string, { readonly name: string; readonly payload: unknown }>>,
): string {
  const events = Object.entries(messages)
    .filter(([key]) => !key.endsWith('-answer'))
    .map(([key, { payload }]) => {
      const { action, summary, 'x-roles': who } = operations[`${name}-${key}`] as Record<string, unknown>;
      const answer = messages[`${key}-answer`];
      const asks = action === 'receive';
      return `<section><h3>${asks ? 'ask' : 'hear'} <b>${escape(key)}</b></h3><p>${code(String(summary))}</p>${asks ? `<p class="who">${roles(who)}</p>` : ''}${shape('Payload', payload)}${answer === undefined ? '' : shape('Answer', answer.payload)}</section>`;
    });
  return `<h2>${escape(address)}</h2>\n${events.join('\n')}`;
}

export const DOCS_STYLE = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{margin:0;background:Canvas;color:CanvasText}
main{max-width:60rem;margin:0 auto;padding:2rem 1.5rem}
h2{margin:2.5rem 0 .5rem;border-bottom:1px solid GrayText}
h3{margin:0;font:600 1rem ui-monospace,monospace}
section{padding:.8rem 0;border-bottom:1px solid color-mix(in srgb,GrayText 35%,Canvas)}
p{margin:.2rem 0}.who{font-size:.85rem;opacity:.75}.line{font-size:.9rem}
pre{overflow:auto;max-height:28rem;padding:.8rem;background:color-mix(in srgb,GrayText 12%,Canvas);font-size:.8rem}
summary{cursor:pointer;font-size:.9rem}code{font-family:ui-monospace,monospace}
`;

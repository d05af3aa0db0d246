import { REST_ACCESS, type RestRoute } from '../auth/index.ts';
import { jsonSchema } from './json-schema.ts';
import { GUARDED, OPERATIONS, PARAMETER, type Answer } from './operations.ts';

/** The REST side as OpenAPI 3.1, made from the schemas that check it. */
export function openApi(version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of Object.keys(REST_ACCESS) as RestRoute[]) {
    const [method = '', path = ''] = route.split(' ');
    const open = path.replace(/:(\w+)/g, '{$1}');
    paths[open] = { ...paths[open], [method.toLowerCase()]: operation(route, path) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Routewatch gateway',
      version,
      description: 'REST beside the sockets; those are in asyncapi.json.',
    },
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  };
}

function operation(route: RestRoute, path: string) {
  const { group, summary, body, form, query, answers } = OPERATIONS[route];
  const access = REST_ACCESS[route];
  const open = access === 'anyone';
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: jsonSchema(PARAMETER),
  }));
  const inQuery = Object.entries(query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }));
  const schema = body === undefined ? null : jsonSchema(body);
  return {
    operationId: route.toLowerCase().replace(/[^a-z]+/g, '-'),
    tags: [group],
    summary,
    'x-roles': open ? [] : access,
    security: open ? [] : [{ token: [] }],
    ...(inPath.length + inQuery.length > 0 && { parameters: [...inPath, ...inQuery] }),
    ...(schema !== null && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema },
          ...(form === true && { 'application/x-www-form-urlencoded': { schema } }),
        },
      },
    }),
    responses: Object.fromEntries(
      Object.entries({ ...answers, ...(!open && GUARDED) }).map(([status, answer]) => [
        status,
        response(answer),
      ]),
    ),
  };
}

const response = ({ says, schema, type = 'application/json' }: Answer) => ({
  description: says,
  content: { [type]: schema === undefined ? {} : { schema: jsonSchema(schema) } },
});

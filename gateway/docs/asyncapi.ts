import { STREAMS, type StreamName } from '../../contract/stream.ts';
import { SOCKET_ACCESS, type EventName } from '../auth/index.ts';
import { ASKED, TOLD } from './events.ts';
import { jsonSchema, type JsonSchema } from './json-schema.ts';
import { refusal } from '../../contract/schema/failure.ts';

/** The sockets as AsyncAPI 3.0: one channel for each namespace, with what a console asks and what it is told. */
export function asyncApi(version: string) {
  const operations: Record<string, unknown> = {};
  for (const stream of STREAMS) {
    for (const [event, roles] of Object.entries(SOCKET_ACCESS[stream])) {
      const channel = { $ref: `#/channels/${stream}` };
      operations[`${stream}-${event}`] = {
        action: 'receive',
        channel,
        summary: ASKED[event as EventName].says,
        'x-roles': roles,
        messages: [{ $ref: `#/channels/${stream}/messages/${event}` }],
        reply: { channel, messages: [{ $ref: `#/channels/${stream}/messages/${event}-answer` }] },
      };
    }
    for (const { key, says } of toldIn(stream)) {
      operations[`${stream}-${key}`] = {
        action: 'send',
        channel: { $ref: `#/channels/${stream}` },
        summary: says,
        messages: [{ $ref: `#/channels/${stream}/messages/${key}` }],
      };
    }
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Routewatch gateway',
      version,
      description:
        'Socket.IO over WebSocket only, one namespace for each channel. The token goes in the Authorization header of the upgrade. Each question has an acknowledgement, `{ok: true, value}` or `{ok: false, error}`.',
    },
    channels: Object.fromEntries(
      STREAMS.map((stream) => [stream, { address: `/${stream}`, messages: messages(stream) }]),
    ),
    operations,
  };
}

function messages(stream: StreamName) {
  const all: Record<string, { name: string; payload: JsonSchema }> = {};
  for (const event of Object.keys(SOCKET_ACCESS[stream]) as EventName[]) {
    const { body, value } = ASKED[event];
    all[event] = { name: event, payload: jsonSchema(body) };
    const good = {
      type: 'object',
      properties: { ok: { const: true }, value: jsonSchema(value) },
      required: ['ok', 'value'],
    };
    all[`${event}-answer`] = { name: event, payload: { oneOf: [good, jsonSchema(refusal)] } };
  }
  for (const { key, event, body } of toldIn(stream)) all[key] = { name: event, payload: jsonSchema(body) };
  return all;
}

/** What is heard in a namespace; an event that is also asked for there has a name of its own here. */
const toldIn = (stream: StreamName) =>
  Object.entries(TOLD)
    .filter(([, told]) => told.in.includes(stream))
    .map(([event, { says, body }]) => ({
      key: event in SOCKET_ACCESS[stream] ? `${event}-told` : event,
      event,
      says,
      body,
    }));

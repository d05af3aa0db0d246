import * as v from 'valibot';

/** Renderer -> main, before there is a port. */
export const portNonce = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{16,64}$/));

import { readRawBody, type H3Event } from 'h3';

/** Where h3 keeps a body that it has read. */
const kept = ['rawBody', 'body', Symbol.for('h3RawBody')] as const;

/** Whether h3 or a platform has kept the body. */
const isKept = ({ node: { req } }: H3Event): boolean => kept.some((name) => name in req);

/** Whether something else has read the body; h3 would wait for it without end. */
export const isBodyUsed = (event: H3Event): boolean => event.node.req.readableDidRead && !isKept(event);

/** The body that h3 or a platform has kept; undefined if there is none. */
export async function keptBody(event: H3Event): Promise<Uint8Array | undefined> {
  return isKept(event) ? readRawBody(event, false) : undefined;
}

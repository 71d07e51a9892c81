import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * A middleware of Express, Connect and plain `http` servers. It fits every route of Express, whatever the types of its parameters,
 * its body and its query, and leaves them to be inferred from the path.
 */
export type NodeMiddleware = (
  req: IncomingMessage,
  res: ServerResponse,
  next: (error?: unknown) => void,
) => void | Promise<void>;

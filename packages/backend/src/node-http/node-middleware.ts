import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * A middleware of Express, Connect and plain `http` servers. Its type fits every route of Express, whatever the types of parameters, body
 * and query are, so that Express can still infer them from the path.
 */
export type NodeMiddleware = (
  req: IncomingMessage,
  res: ServerResponse,
  next: (error?: unknown) => void,
) => void | Promise<void>;

import type { RequestHead } from '@acme/backend/adapter';
import { nodeHead } from '@acme/backend/node-http';
import type { H3Event } from 'h3';

/** The head of a request. `originalUrl` is what the client sent; `url` loses the base of a mounted application. */
export const headOf = ({ node: { req } }: H3Event): RequestHead =>
  nodeHead(req, (req as { readonly originalUrl?: string }).originalUrl);

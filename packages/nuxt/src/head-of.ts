import type { RequestHead } from '@acme/backend/adapter';
import { nodeHead, type NodeRequest } from '@acme/backend/node-http';
import type { H3Event } from 'h3';

/** Where Nitro keeps the request of a Cloudflare Worker. */
interface PlatformContext {
  readonly cloudflare?: { readonly request?: { readonly url?: unknown } };
}

/**
 * Nitro makes a request of Node.js from that of a worker, and its connection never seems encrypted. So a browser would be sent back to `http:`
 * if no proxy sets `X-Forwarded-Proto`.
 */
function withScheme({ node: { req }, context }: H3Event): NodeRequest {
  const url = (context as PlatformContext).cloudflare?.request?.url;
  if (typeof url !== 'string' || !url.startsWith('https:')) return req;
  const { method, headers, rawHeaders, httpVersionMajor } = req;
  return { method, url: req.url, headers, rawHeaders, httpVersionMajor, socket: { encrypted: true } };
}

/** The head of a request. `originalUrl` is what the client sent; `url` loses the base of a mounted application. */
export const headOf = (event: H3Event): RequestHead =>
  nodeHead(withScheme(event), (event.node.req as { readonly originalUrl?: string }).originalUrl);

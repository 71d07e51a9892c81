import { Hono } from 'hono';
import { jsonAnswer } from '../backend-api/router.js';
import type { Instance } from '../instance.js';
import { handshakeHandler } from './handshake.js';

/** Paths of the Frontend API. Everything else below `/v1` is the Backend API; both live on one port. */
export function isFrontendApiPath(method: string, path: string): boolean {
  if (/^\/v1\/(client|environment|dev_browser|me|tickets|health)(\/|$)/.test(path)) return true;
  return path.startsWith('/.well-known/') || (method === 'GET' && path === '/v1/agents/tasks');
}

/** The Frontend API: what browsers and browser libraries call. */
export function frontendRouter(instance: Instance): Hono {
  const router = new Hono();
  router.get('/v1/client/handshake', handshakeHandler(instance));
  router.get('/.well-known/jwks.json', () => jsonAnswer({ keys: [instance.signer.jwk] }));
  return router;
}

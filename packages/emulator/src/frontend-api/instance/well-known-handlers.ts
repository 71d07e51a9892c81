import { jsonAnswer } from '../../http/json-answer.js';
import type { FrontendHandlers } from '../frontend-handlers.js';

export const wellKnownHandlers = {
  getHealth: () => jsonAnswer({ status: 'healthy' }),
  getJWKS: ({ instance }) => jsonAnswer({ keys: [instance.signer.jwk] }),
} satisfies FrontendHandlers;

import { getRequestListener } from '@hono/node-server';
import type * as onHono from '@acme/hono';
import { Hono } from 'hono';
import { describeError, describeRememberedOptions, type Mount } from './describe-remembered-options.js';

function loadHono(require: NodeJS.Require): Mount {
  const { clerkMiddleware, getAuth } = require('@acme/hono') as typeof onHono;
  return (options) => {
    const app = new Hono();
    app.onError((error, c) => c.json(describeError(error)));
    app.use(clerkMiddleware(options));
    app.all('*', (c) => c.json({ ...getAuth(c) }));
    const listener = getRequestListener(app.fetch);
    return (request, response) => void listener(request, response);
  };
}

describeRememberedOptions('@acme/hono', loadHono);

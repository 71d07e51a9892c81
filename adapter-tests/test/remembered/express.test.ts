import type { RequestListener } from 'node:http';
import type * as onExpress from '@acme/express';
import express from 'express';
import { describeError, describeRememberedOptions, type Mount } from './describe-remembered-options.js';

function loadExpress(require: NodeJS.Require): Mount {
  const { clerkMiddleware, getAuth } = require('@acme/express') as typeof onExpress;
  return (options) => {
    const app = express();
    app.use(clerkMiddleware(options as onExpress.ClerkMiddlewareOptions));
    app.use((req, res) => void res.json(getAuth(req)));
    app.use(((error, _req, res, _next) => void res.json(describeError(error))) as express.ErrorRequestHandler);
    return app as RequestListener;
  };
}

describeRememberedOptions('@acme/express', loadExpress);

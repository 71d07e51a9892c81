import type * as onLegacy from '@acme/node-legacy';
import { describeError, describeRememberedOptions, type Mount } from './describe-remembered-options.js';

function loadLegacy(require: NodeJS.Require): Mount {
  const { ClerkExpressWithAuth } = require('@acme/node-legacy') as typeof onLegacy;
  return (options) => {
    const middleware = ClerkExpressWithAuth(options as onLegacy.ClerkMiddlewareOptions);
    return (request, response) =>
      void middleware(request, response, (error) => {
        response.end(JSON.stringify(error ? describeError(error) : (request as { auth?: object }).auth));
      });
  };
}

describeRememberedOptions('@acme/node-legacy', loadLegacy);

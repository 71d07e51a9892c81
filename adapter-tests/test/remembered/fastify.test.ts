import type * as onFastify from '@acme/fastify';
import Fastify from 'fastify';
import { describeError, describeRememberedOptions, type Mount } from './describe-remembered-options.js';

function loadFastify(require: NodeJS.Require): Mount {
  const { clerkPlugin, getAuth } = require('@acme/fastify') as typeof onFastify;
  return async (options) => {
    const app = Fastify();
    app.setErrorHandler((error, _request, reply) => reply.send(describeError(error)));
    await app.register(clerkPlugin, typeof options === 'function' ? { options } : options);
    app.all('/*', (request) => Promise.resolve({ ...getAuth(request) }));
    await app.ready();
    return (request, response) => app.routing(request, response);
  };
}

describeRememberedOptions('@acme/fastify', loadFastify);

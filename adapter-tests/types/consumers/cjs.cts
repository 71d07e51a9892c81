// Compiled, never run: every package from CommonJS.
/* eslint-disable @typescript-eslint/no-require-imports -- that is what CommonJS in TypeScript looks like */
import backend = require('@acme/backend');
import errors = require('@acme/backend/errors');
import emulator = require('@acme/emulator');
import onExpress = require('@acme/express');
import onFastify = require('@acme/fastify');
import onHono = require('@acme/hono');
import legacy = require('@acme/node-legacy');
import instance = require('@acme/node-legacy/instance');
import express = require('express');

const client: backend.ClerkClient = backend.createClerkClient({ secretKey: '' });
express().use(onExpress.clerkMiddleware({ clerkClient: client }));
const used: readonly unknown[] = [
  errors.isClerkAPIResponseError,
  emulator.createEmulator,
  onFastify.clerkPlugin,
  onHono.clerkMiddleware,
  legacy.default.users.getUser,
  instance.default.getInstance(),
];
export = used;

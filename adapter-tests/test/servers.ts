import type { Setup } from 'adapter-kit';
import * as officialExpress from '@clerk/express';
import { verifyWebhook as verifyOnOfficialExpress } from '@clerk/express/webhooks';
import * as officialFastify from '@clerk/fastify';
import { verifyWebhook as verifyOnOfficialFastify } from '@clerk/fastify/webhooks';
import { startExpress } from '../../packages/express/test/server.js';
import { startFastify } from '../../packages/fastify/test/server.js';
import { startHono } from '../../packages/hono/test/server.js';

type Start = (setup: Setup) => Promise<string>;

/** Every adapter, under one way to start a server. */
export const adapters: readonly (readonly [string, Start])[] = [
  ['express', (setup) => startExpress(setup)],
  ['fastify', (setup) => startFastify(setup)],
  ['hono', (setup) => startHono(setup)],
];

// The same names and meanings, with types of their own.
const onExpress = { ...officialExpress, verifyWebhook: verifyOnOfficialExpress } as never;
const onFastify = { ...officialFastify, verifyWebhook: verifyOnOfficialFastify } as never;
// Both this package and ours declare the variables of Hono's context, which one program cannot have twice: it is imported without its types.
const withoutTypes = (name: string): Promise<object> => import(name);
const onHono = { ...(await withoutTypes('@clerk/hono')), ...(await withoutTypes('@clerk/hono/webhooks')) } as never;

/** The official packages for the same frameworks. */
export const officialAdapters: readonly (readonly [string, Start])[] = [
  ['@clerk/express', (setup) => startExpress(setup, undefined, onExpress)],
  ['@clerk/fastify', (setup) => startFastify(setup, undefined, onFastify)],
  ['@clerk/hono', (setup) => startHono(setup, onHono)],
];

// What the example of a function takes for granted: values that the reader has, and imports of the framework. What the entry of the function
// exports is imported besides.

/** In the examples of all packages. */
const everywhere = `import { createClerkClient, verifyToken, type ClerkClient } from '@acme/backend';
import { decodeJwt } from '@acme/backend/jwt';
import { openTelemetry } from '@acme/backend/opentelemetry';
import Keyv from 'keyv';
import KeyvRedis from '@keyv/redis';
export declare const clerk: ClerkClient;
export declare const token: string;
export declare const secret: string;
export declare const userId: string;
export declare const body: string;
export declare const headers: Headers;
export declare const status: number;
export declare const signal: AbortSignal;
export declare const options: import('@acme/backend').ClerkOptions;
export declare const resource: string;
export declare const revocations: { readonly store: import('@acme/backend').RevocationStore };
export declare const privateKey: string;
export declare const publicKey: string;
export declare function createClient(options: object): {
  connect(): Promise<{ sendCommand(command: string[]): Promise<unknown> }>;
};
export declare function welcome(user: object): Promise<void>;
export declare function startApp(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; stop(): Promise<void> }>;`;

const nodeServers = `import express from 'express';
import { clerkClient, clerkMiddleware, protect } from '@acme/express';
export declare const app: express.Express;
export declare const req: express.Request;
export declare const handler: express.RequestHandler;
export declare const fastify: import('fastify').FastifyInstance;`;

/** In those of a package, by the beginning of the name of the entry. */
const ofPackage: readonly (readonly [beginning: string, given: string])[] = [
  [
    '@acme/backend',
    `${nodeServers}
import { verifyWebhook } from '@acme/backend/webhooks';
export declare const request: Request;`,
  ],
  ['@acme/express', nodeServers],
  [
    '@acme/fastify',
    `import express from 'express';
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify';
export declare const app: express.Express;
export declare const fastify: FastifyInstance;
export declare const request: FastifyRequest;
export declare const handler: RouteHandlerMethod;`,
  ],
  [
    '@acme/hono',
    `import type { Context, Handler, Hono } from 'hono';
export declare const app: Hono;
export declare const c: Context;
export declare const handler: Handler;`,
  ],
  [
    '@acme/nextjs',
    `import type { GetServerSideProps } from 'next';
import type { NextRequest } from 'next/server.js';
import { auth } from '@acme/nextjs/server';
export declare const request: NextRequest;
export declare function isAdmin(request: NextRequest): boolean;`,
  ],
  [
    '@acme/nuxt',
    `type Event = Parameters<typeof import('@acme/nuxt/server').protect>[0];
type Handler<Answer> = (event: Event) => Answer;
export declare function defineEventHandler<Answer>(handler: Handler<Answer>): Handler<Answer>;
export declare function isAdmin(event: Event): boolean;
export declare const event: Event;`,
  ],
  [
    '@acme/react-router',
    `import type { ActionFunctionArgs, LoaderFunctionArgs, MiddlewareFunction as Middleware } from 'react-router';
export declare namespace Route {
  type LoaderArgs = LoaderFunctionArgs;
  type ActionArgs = ActionFunctionArgs;
  type MiddlewareFunction = Middleware<Response>;
}
export declare const args: LoaderFunctionArgs;`,
  ],
  [
    '@acme/remix',
    `import { json, redirect, type ActionFunctionArgs, type AppLoadContext, type LoaderFunctionArgs } from '@remix-run/node';
export declare const loadContext: AppLoadContext;
export declare const request: Request;
export declare function themeOf(userId: string | null): string;`,
  ],
  [
    '@acme/tanstack-react-start',
    `import { createCsrfMiddleware, createServerFn, createStart } from '@tanstack/react-start';
interface RouteOptions {
  server: { handlers: Record<string, (context: { request: Request }) => Response | Promise<Response>> };
}
export declare function createFileRoute(path: string): (options: RouteOptions) => object;
export const csrfMiddleware = createCsrfMiddleware();
export declare const request: Request;`,
  ],
  [
    '@acme/astro',
    `import type { APIContext, APIRoute, AstroGlobal } from 'astro';
export declare const Astro: AstroGlobal;
export declare const context: APIContext;`,
  ],
];

/** The declarations that an example of a function may use. */
export function whatExamplesHave(entry: string): string {
  const [, own = ''] = ofPackage.find(([beginning]) => entry.startsWith(beginning)) ?? [];
  return `${everywhere}\n${own}`;
}

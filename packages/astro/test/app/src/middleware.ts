import { clerkMiddleware } from '@acme/astro/server';
import type { MiddlewareHandler } from 'astro';
import { currentApplication } from './current-application.js';

const own = clerkMiddleware();

export const onRequest: MiddlewareHandler = (context, next) => (currentApplication()?.onRequest ?? own)(context, next);

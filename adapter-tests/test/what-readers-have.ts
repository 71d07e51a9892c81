// What a page takes for granted: the reader's own application, as a page of concepts or a guide speaks of it.

const expressApp = `import type { Express } from 'express';\nexport declare const app: Express;`;

const loaderArguments = `import type { LoaderFunctionArgs } from 'react-router';\nexport declare const args: LoaderFunctionArgs;`;

/** What the plugin of TanStack Start writes for the routes of a page. */
const startRoutes = `// routeTree.gen.ts
import { createRootRoute } from '@tanstack/react-router';
export const routeTree = createRootRoute();
interface Known<Path> { id: Path; path: Path; fullPath: Path; preLoaderRoute: typeof routeTree; parentRoute: typeof routeTree }
declare module '@tanstack/react-router' {
  interface FileRoutesByPath {
    '/': Known<'/'>;
    '/profile': Known<'/profile'>;
    '/api/me': Known<'/api/me'>;
    '/sign-out': Known<'/sign-out'>;
    '/webhooks': Known<'/webhooks'>;
    '/greeting': Known<'/greeting'>;
    '/api/posts': Known<'/api/posts'>;
    '/api/jobs': Known<'/api/jobs'>;
    '/api/members': Known<'/api/members'>;
    '/api/who': Known<'/api/who'>;
    '/user': Known<'/user'>;
  }
}`;

/** What the endpoints and actions of Astro get. */
const astroContext = `import type { APIContext } from 'astro';
export declare const context: APIContext;`;

/** What Nuxt imports into every file by itself, and what an application has. */
const nuxtImports = `import type { clerkMiddleware } from '@acme/nuxt/server';
type Event = Parameters<ReturnType<typeof clerkMiddleware>>[0];
type Handler<Answer> = (event: Event) => Answer;
export declare function defineEventHandler<Answer>(handler: Handler<Answer>): Handler<Answer>;
export declare function defineNuxtConfig(config: { modules?: string[]; compatibilityDate?: string; clerk?: object }): object;
export declare function createError(error: { statusCode: number; message?: string }): Error;
export declare function setResponseStatus(event: Event, status: number): void;
export declare function getRequestHost(event: Event): string;
export declare function parseCookies(event: Event): Record<string, string>;
export declare function deleteCookie(event: Event, name: string): void;
export declare function sendRedirect(event: Event, location: string, status: number): Promise<void>;
export declare function defineCachedFunction<Given extends unknown[], Value>(
  load: (...given: Given) => Value,
  options: { maxAge: number },
): (...given: Given) => Promise<Awaited<Value>>;
export declare function createReport(userId: string): Promise<object>;
export declare const event: Event;`;

/** Declarations that the blocks of a page may use, by page. A page that shows a whole server needs none. */
export const whatReadersHave: Readonly<Record<string, string>> = {
  'docs/concepts/caches-and-revocation.md': expressApp,
  'docs/concepts/tokens.md': `import type { Request } from 'express';\nexport declare const req: Request;`,
  'docs/frameworks/nuxt.md': nuxtImports,
  'docs/frameworks/tanstack-react-start.md': startRoutes,
  'docs/guides/multi-tenant.md': expressApp,
  'docs/guides/outages.md': expressApp,
  'docs/guides/refusals.md': expressApp,
  'docs/guides/scale-out.md': expressApp,
  'docs/quick-start/astro.md': astroContext,
  'docs/quick-start/backend.md': `/** From a request. */ export declare const token: string;`,
  'docs/quick-start/nuxt.md': nuxtImports,
  'docs/quick-start/react-router.md': loaderArguments,
  'docs/quick-start/tanstack-react-start.md': startRoutes,
  'docs/security.md': expressApp,
  'packages/backend/README.md': `/** From a request. */ export declare const token: string;`,
  'packages/emulator/README.md': `export declare function startApp(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; stop(): Promise<void> }>;`,
  'packages/nuxt/README.md': nuxtImports,
  'packages/tanstack-react-start/README.md': startRoutes,
};

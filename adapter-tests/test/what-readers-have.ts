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
    '/webhooks': Known<'/webhooks'>;
  }
}`;

/** What the endpoints and actions of Astro get. */
const astroContext = `import type { APIContext } from 'astro';
export declare const context: APIContext;`;

/** Declarations that the blocks of a page may use, by page. A page that shows a whole server needs none. */
export const whatReadersHave: Readonly<Record<string, string>> = {
  'docs/concepts/caches-and-revocation.md': expressApp,
  'docs/concepts/tokens.md': `import type { Request } from 'express';\nexport declare const req: Request;`,
  'docs/guides/multi-tenant.md': expressApp,
  'docs/guides/outages.md': expressApp,
  'docs/guides/scale-out.md': expressApp,
  'docs/quick-start/astro.md': astroContext,
  'docs/quick-start/backend.md': `/** From a request. */ export declare const token: string;`,
  'docs/quick-start/react-router.md': loaderArguments,
  'docs/quick-start/tanstack-react-start.md': startRoutes,
  'docs/security.md': expressApp,
  'packages/backend/README.md': `/** From a request. */ export declare const token: string;`,
  'packages/emulator/README.md': `export declare function startApp(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; stop(): Promise<void> }>;`,
  'packages/tanstack-react-start/README.md': startRoutes,
};

/** What `init` writes into new files, as the quick starts of the documentation print it. */
export const newFiles = {
  /** `proxy.ts` or `middleware.ts` of Next.js. */
  nextMiddleware: `import { clerkMiddleware } from '@acme/nextjs/server';

export default clerkMiddleware();

export const config = { matcher: ['/((?!_next|.*\\\\..*).*)'] };
`,
  /** `src/middleware.ts` of Astro. */
  astroMiddleware: `import { clerkMiddleware } from '@acme/astro/server';

export const onRequest = clerkMiddleware();
`,
  /** `src/env.d.ts` of Astro. */
  astroTypes: `/// <reference types="astro/client" />
/// <reference types="@acme/astro/env" />
`,
  /** `nuxt.config.ts`. */
  nuxtConfig: `export default defineNuxtConfig({
  modules: ['@acme/nuxt'],
});
`,
  /** `react-router.config.ts`, for React Router 7. */
  reactRouterConfig: `import type { Config } from '@react-router/dev/config';

export default { future: { v8_middleware: true } } satisfies Config;
`,
  /** `src/start.ts` of TanStack Start. */
  startInstance: `import { clerkMiddleware } from '@acme/tanstack-react-start/server';
import { createCsrfMiddleware, createStart } from '@tanstack/react-start';

const csrf = createCsrfMiddleware({ filter: ({ handlerType }) => handlerType === 'serverFn' });

export const startInstance = createStart(() => ({ requestMiddleware: [csrf, clerkMiddleware()] }));
`,
  /** `app/entry.server.tsx` of Remix with Node.js. */
  remixEntry: `import { PassThrough } from 'node:stream';
import { addAuthHeaders, configureClerk } from '@acme/remix/ssr.server';
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';

configureClerk({});

export { handleDataRequest } from '@acme/remix/ssr.server';

function render(request: Request, context: EntryContext): Promise<ReadableStream> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      onShellReady() {
        const body = new PassThrough();
        resolve(createReadableStreamFromReadable(body));
        pipe(body);
      },
      onShellError: reject,
    });
  });
}

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
) {
  headers.set('content-type', 'text/html');
  const document = new Response(await render(request, remixContext), { status, headers });
  return addAuthHeaders({ request, context }, document);
}
`,
} as const;

import { PassThrough } from 'node:stream';
import { addAuthHeaders, configureClerk } from '@acme/remix/ssr.server';
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';

// Options for every loader and action. Keys are read from CLERK_SECRET_KEY and CLERK_PUBLISHABLE_KEY.
configureClerk({});

// Gives the browser the cookies of renewed sessions, and redirects to sign-in, also where only the data of a page is requested.
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
  // A document brings the cookies of a renewed session, too.
  return addAuthHeaders({ request, context }, document);
}

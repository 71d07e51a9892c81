import { PassThrough } from 'node:stream';
import { configureClerk } from '@acme/remix/ssr.server';
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';

// Options for every loader and action. Keys are read from CLERK_SECRET_KEY and CLERK_PUBLISHABLE_KEY.
configureClerk({});

// Gives the browser the cookies of renewed sessions, and redirects to sign-in, also where only the data of a page is requested.
export { handleDataRequest } from '@acme/remix/ssr.server';

export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext) {
  return new Promise<Response>((resolve, reject) => {
    const { pipe } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      onShellReady() {
        const body = new PassThrough();
        headers.set('content-type', 'text/html');
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        pipe(body);
      },
      onShellError: reject,
    });
  });
}

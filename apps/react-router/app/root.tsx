import { clerkMiddleware } from '@acme/react-router/server';
import type { ReactNode } from 'react';
import { Links, Meta, type MiddlewareFunction, Outlet, Scripts, ScrollRestoration } from 'react-router';

// Reads CLERK_SECRET_KEY and VITE_CLERK_PUBLISHABLE_KEY from the environment and authenticates every request.
export const middleware: MiddlewareFunction<Response>[] = [clerkMiddleware()];

// Middleware runs for pages whose routes have a loader.
export const loader = () => null;

export function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

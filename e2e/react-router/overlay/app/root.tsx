import { clerkMiddleware, rootAuthLoader } from '#server';
import { ClerkProvider } from '@clerk/react-router';
import type { ReactNode } from 'react';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, type LoaderFunctionArgs } from 'react-router';
import { hasClientHalf } from './swap/swaps.server';

export const middleware = [clerkMiddleware()];

export const loader = (args: LoaderFunctionArgs) => (hasClientHalf ? rootAuthLoader(args) : null);

export function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
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

export default function App({ loaderData }: { readonly loaderData: object | null }) {
  if (!loaderData) return <Outlet />;
  return (
    <ClerkProvider loaderData={loaderData}>
      <Outlet />
    </ClerkProvider>
  );
}

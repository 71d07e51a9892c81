import { AsyncLocalStorage } from 'node:async_hooks';
import type { AnyRequestMiddleware } from '@tanstack/react-start';

/** What a server route gets. */
export interface RouteArgs {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
}

/** An application of TanStack Start: what `src/start.ts` gives with each request, and server routes. */
export interface Application {
  readonly middleware: () => readonly AnyRequestMiddleware[];
  readonly routes: Readonly<Record<string, (args: RouteArgs) => Response | Promise<Response>>>;
}

/** The application that answers a request: a build has one, and a test has many. */
export const applications = new AsyncLocalStorage<Application>();

export function current(): Application {
  const application = applications.getStore();
  if (!application) throw new Error('No application answers this request.');
  return application;
}

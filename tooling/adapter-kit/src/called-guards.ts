import { createRouteGuard, type ProtectOptions } from '@acme/backend/adapter';
import type { Guards, Setup } from './define-adapter.js';

interface CalledGuard {
  readonly given: readonly [ProtectOptions?];
}

/**
 * The guards of an adapter whose `protect()` is called in a handler, and throws what answers the request.
 * @param call - the call as an application writes it
 */
export const calledGuards = (call: string): Guards => ({
  protect: (...given): CalledGuard => {
    createRouteGuard(given, call);
    return { given };
  },
  needsNoMiddleware: false,
  isCalled: true,
  answers: { insufficient: 403, redirect: 302, explains: true, passesPreflights: false },
});

/** What `/guarded` passes to `protect()`, after the arguments of its framework. */
export const guardArguments = ({ guard, protect }: Setup): CalledGuard['given'] =>
  (guard as CalledGuard | undefined)?.given ?? (protect ? [protect] : []);

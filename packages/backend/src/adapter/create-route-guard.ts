import { assertCalled } from '../request/assert-called.js';
import { createGuard, type Guard } from '../request/create-guard.js';
import type { Answers, GuardOptions } from '../request/protect-options.js';

/**
 * Creates the guard of an adapter's `protect(...given)`. Without an argument it requires somebody who is signed in. An argument that is
 * `undefined` is an error, because the requirements of the route may be missing.
 * @param example - how `protect` is called in the framework, for the message
 * @param answers - whether the route may have a `refusalPage`
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`, `middleware_not_called`
 */
export function createRouteGuard(
  given: readonly [options?: GuardOptions],
  example: string,
  answers: Answers = 'with-pages',
): Guard {
  assertCalled(given, 'protect', example);
  return createGuard(given.length === 0 ? {} : given[0], 'protect', answers);
}

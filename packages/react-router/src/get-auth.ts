import { createGetAuth, readAuthOptions, type AsyncGetAuth, type AsyncGetAuthOptions } from '@acme/backend/adapter';
import { decisionOf, refuse } from './request-decision.js';
import type { RequestArgs } from './request-args.js';

const read = /* @__PURE__ */ createGetAuth<RequestArgs>({
  stateOf: (args) => decisionOf(args)?.state,
  authOf: () => undefined,
  isServed: () => true,
  refuse: () => refuse('getAuth'),
});

/**
 * Returns who sends the request.
 * @param args - the arguments of a loader, an action or a middleware
 * @throws {ConfigurationError} `middleware_missing`, `option_unknown`, `option_invalid`
 * @see {@link https://clerk.com/docs/reference/react-router/overview | React Router SDK}
 * @example
 * export async function loader(args: Route.LoaderArgs) {
 *   const { isAuthenticated, userId } = await getAuth(args);
 *   const { machineId } = await getAuth(args, { acceptsToken: 'm2m_token' });
 * }
 */
// The type says what is answered for each kind of token.
export const getAuth = ((args: RequestArgs, options: AsyncGetAuthOptions = {}) =>
  new Promise<unknown>((resolve) =>
    resolve(read(args, readAuthOptions(options) as never)),
  )) as AsyncGetAuth<RequestArgs>;

import { createClerkClient as create, verifyToken as verify } from '@acme/backend';
import { createServerOnlyFn } from '@tanstack/react-start';

/**
 * Creates a client of the Backend API from options alone. It does not read the environment; `clerkClient()` does.
 * @example
 * const clerk = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });
 * const user = await clerk.users.getUser('user_123');
 */
export const createClerkClient = /* @__PURE__ */ createServerOnlyFn(create);

/**
 * Verifies a session token or a token of a machine that is a JWT.
 * @example
 * const { sub } = await verifyToken(token, { jwtKey: process.env.CLERK_JWT_KEY });
 */
export const verifyToken = /* @__PURE__ */ createServerOnlyFn(verify);

import { createClerkClient as create, verifyToken as verify } from '@acme/backend';
import { createServerOnlyFn } from '@tanstack/react-start';

/** Creates a client of the Backend API from options alone. It does not read the environment; `clerkClient()` does. */
export const createClerkClient = /* @__PURE__ */ createServerOnlyFn(create);

/** Verifies a session token or a token of a machine that is a JWT. */
export const verifyToken = /* @__PURE__ */ createServerOnlyFn(verify);

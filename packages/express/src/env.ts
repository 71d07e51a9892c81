// Reference this entry once to have `req.auth()` typed: /// <reference types="@acme/express/env" />
import type { AuthObject, ToAuthOptions } from '@acme/backend/adapter';

declare global {
  namespace Express {
    interface Request {
      /** Who sends the request, whatever the kind of token; prefer `getAuth(req)`. Set by `clerkMiddleware()`. */
      auth: (options?: ToAuthOptions) => AuthObject;
    }
  }
}

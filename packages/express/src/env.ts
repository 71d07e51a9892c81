// Reference this entry once to have `req.auth()` typed: /// <reference types="@acme/express/env" />
import type { AuthProperty } from './auth-property.js';

declare global {
  namespace Express {
    interface Request {
      /** Returns who sends the request, whatever the kind of token; prefer `getAuth(req)`. Set by `clerkMiddleware()`. */
      auth: AuthProperty;
    }
  }
}

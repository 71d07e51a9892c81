/// <reference types="express" />

declare global {
  namespace Express {
    interface Request {
      /** Who sends the request, whatever the kind of token; prefer `getAuth(req)`. Set by `clerkMiddleware()`. */
      auth: (
        options?: import('@acme/backend/adapter').ToAuthOptions,
      ) => import('@acme/backend/adapter').AuthObject;
    }
  }
}

export {};

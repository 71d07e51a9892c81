/** Ends a request with an answer: `clerkMiddleware()` catches it. Astro has nothing of its own that pages and endpoints could throw. */
export class Refused extends Error {
  constructor(readonly response: Response) {
    super('The request was answered by protect() or redirectToSignIn(). Let this error pass to clerkMiddleware().');
  }
}

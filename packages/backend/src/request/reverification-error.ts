import type { ReverificationConfig } from './has-authorization.js';

/** Body of the answer that asks the browser to verify the person again. */
export interface ReverificationError {
  readonly clerk_error: {
    readonly type: 'forbidden';
    readonly reason: 'reverification-error';
    readonly metadata: { readonly reverification: ReverificationConfig | undefined };
  };
}

/** Creates the body. Browser components then verify the person again. */
export function reverificationError(reverification?: ReverificationConfig): ReverificationError {
  return { clerk_error: { type: 'forbidden', reason: 'reverification-error', metadata: { reverification } } };
}

/** Creates a 403 response with that body. */
export function reverificationErrorResponse(reverification?: ReverificationConfig): Response {
  return new Response(JSON.stringify(reverificationError(reverification)), { status: 403 });
}

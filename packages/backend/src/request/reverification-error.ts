import type { ReverificationConfig } from './has-authorization.js';

/** Body of the answer that asks the browser to verify the person again. */
export interface ReverificationError {
  readonly clerk_error: {
    readonly type: 'forbidden';
    readonly reason: 'reverification-error';
    readonly metadata: { readonly reverification: ReverificationConfig | undefined };
  };
}

/** The body that makes browser components ask the person to verify again. */
export function reverificationError(reverification?: ReverificationConfig): ReverificationError {
  return { clerk_error: { type: 'forbidden', reason: 'reverification-error', metadata: { reverification } } };
}

/** The same as a 403 answer. */
export function reverificationErrorResponse(reverification?: ReverificationConfig): Response {
  return new Response(JSON.stringify(reverificationError(reverification)), { status: 403 });
}

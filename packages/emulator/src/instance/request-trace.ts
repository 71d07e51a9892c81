/** What an answer says about itself while it is made, for the request log. It never contains a secret. */
export interface RequestTrace {
  /** What answers, such as `Backend API: users.getUser`. */
  route?: string;
  /** Why it is answered so, in words. */
  reason?: string;
  problem?: 'unknown_route' | 'not_emulated';
}

/** Adds a sentence to the reason of the answer to the current request. */
export function explain({ trace }: { readonly trace?: RequestTrace | undefined }, sentence: string): void {
  if (trace) trace.reason = trace.reason === undefined ? sentence : `${trace.reason} ${sentence}`;
}

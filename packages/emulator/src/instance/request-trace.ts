/** What an answer says about itself while it is made, for the request log. It never contains a secret. */
export interface RequestTrace {
  /** What answers, such as `Backend API: users.getUser`. */
  route?: string;
  /** Why it is answered so, in words. */
  reason?: string;
  problem?: 'unknown_route' | 'not_emulated';
}

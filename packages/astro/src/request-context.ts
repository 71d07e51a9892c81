/** What middleware, endpoints, actions and pages of Astro have in common, of which only this is needed. */
export interface RequestContext {
  readonly request: Request;
  readonly locals: object;
}

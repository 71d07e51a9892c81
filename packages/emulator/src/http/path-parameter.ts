/** The names in braces of a route string, e.g. `'userId'` for `'GET /users/{userId}'`. */
export type PathParameter<Route extends string> = Route extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;

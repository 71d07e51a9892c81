import type { CallExpression } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';

/** A call of the old SDK that creates a middleware. */
export interface MiddlewareCall {
  readonly path: NodePath<CallExpression>;
  readonly strict: boolean;
  /** Code of the client to use; undefined for the default client, which reads the environment. */
  readonly client?: string | undefined;
}

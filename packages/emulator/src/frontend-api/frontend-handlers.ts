import type { PathParameter } from '../http/path-parameter.js';
import type { FrontendCall } from './frontend-call.js';
import type { operations, OperationId } from './operations.js';

/** Answers one operation. The names in braces of its path type `call.params`. */
export type FrontendHandler<Id extends OperationId> = (
  call: FrontendCall<PathParameter<(typeof operations)[Id]>>,
) => Response | Promise<Response>;

/** The functions that answer some operations, by operation. */
export type FrontendHandlers = { readonly [Id in OperationId]?: FrontendHandler<Id> };

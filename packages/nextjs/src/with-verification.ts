import {
  createAuthenticator,
  type AllOptions,
  type Decision,
  type MaybePromise,
  type RequestHead,
} from '@acme/backend/adapter';
import { deferredTokenOf } from '@acme/backend/full-stack';
import { MachineVerification } from './machine-verification.js';
import { environmentOptions, nextEnvironment } from './next-environment.js';
import type { RequestContext } from './request-context.js';

let verifyOnce: ReturnType<typeof createAuthenticator<AllOptions>> | undefined;

/** Verifies the token of a machine, with the options of the middleware; undefined: with those of the environment. */
function verifyMachine(token: string, url: string, options: AllOptions | undefined): MaybePromise<Decision> {
  const header: RequestHead['header'] = (name) => (name === 'authorization' ? `Bearer ${token}` : undefined);
  verifyOnce ??= createAuthenticator<AllOptions>((given) => given, { where: 'auth', env: nextEnvironment });
  return verifyOnce({ method: 'GET', url, header, headers: () => [] }, options ?? environmentOptions());
}

/** The request as a context, with the verification of a machine's token if there is one that has not been verified. */
export function withVerification(context: RequestContext): RequestContext {
  const token = deferredTokenOf(context.state);
  if (token === undefined) return context;
  const { head, options } = context;
  return { ...context, verification: new MachineVerification(() => verifyMachine(token, head.url, options)) };
}

import type { RequestHead } from '@acme/backend/adapter';
import { importState, type ImportedState } from '@acme/backend/full-stack';
import type { HeaderSource } from './header-source.js';
import { environmentOptions, nextEnvironment } from './next-environment.js';
import type { RequestContext } from './request-context.js';
import { withVerification } from './with-verification.js';

type Imported = Extract<ImportedState, { readonly kind: 'state' }>;
type Header = RequestHead['header'];

/** They are part of the URL already. */
const originHeaders: readonly string[] = ['host', 'x-forwarded-host', 'x-forwarded-proto'];

/** Reads what the middleware has handed over. @returns a promise only where the runtime's cryptography is asynchronous */
export function readImported({ header }: HeaderSource): ReturnType<typeof importState> {
  return importState(header, { ...environmentOptions(), encryptionKey: nextEnvironment().CLERK_ENCRYPTION_KEY });
}

/** The request whose state the middleware has handed over. */
export function importedContext({ state, url, options }: Imported, { header, all }: HeaderSource): RequestContext {
  const plain: Header = (name) => (originHeaders.includes(name) ? undefined : header(name));
  return withVerification({ state, options, head: { method: 'GET', url, header: plain, headers: all } });
}

import { readOptions, type RequestHead } from '@acme/backend/adapter';
import { importState, type ImportedState } from '@acme/backend/full-stack';
import { nextEnvironment } from './next-environment.js';
import type { RequestContext } from './request-context.js';

type Imported = Extract<ImportedState, { readonly kind: 'state' }>;
type Header = RequestHead['header'];

/** The headers of a request, as Next.js gives them to the application. */
export interface HeaderSource {
  readonly header: Header;
  readonly all: () => Iterable<readonly [name: string, value: string]>;
}

/** They are part of the URL already. */
const originHeaders: readonly string[] = ['host', 'x-forwarded-host', 'x-forwarded-proto'];

/** Options of the environment, and the key that signs the state instead of the secret key. */
function applicationOptions() {
  const env = nextEnvironment();
  return { options: readOptions({}, env), encryptionKey: env.CLERK_ENCRYPTION_KEY };
}

/** The request whose state the middleware has handed over. */
export function importedContext(
  { state, url }: Imported,
  { header, all }: HeaderSource,
  options: object,
): RequestContext {
  const plain: Header = (name) => (originHeaders.includes(name) ? undefined : header(name));
  return { state, options, head: { method: 'GET', url, header: plain, headers: all } };
}

/** @returns a promise only where the runtime's cryptography is asynchronous */
export function readImported(source: HeaderSource) {
  const { options, encryptionKey } = applicationOptions();
  return { options, imported: importState(source.header, { ...options, encryptionKey }) };
}

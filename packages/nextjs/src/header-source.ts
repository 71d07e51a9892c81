import type { RequestHead } from '@acme/backend/adapter';

/** The headers of a request, as Next.js gives them to the application. */
export interface HeaderSource {
  readonly header: RequestHead['header'];
  readonly all: () => Iterable<readonly [name: string, value: string]>;
}

import { expect } from 'vitest';
import { requestPath } from '../../src/http/request-path.js';
import type { Exchange } from './description.js';
import { frontendApi } from './frontend-api.js';
import { knownFrontendDeviations } from './known-frontend-deviations.js';

/** Deviations of the exchanges since the last test file from the description of the Frontend API. */
const seen = new Set<string>();

/** Checks an exchange with the Frontend API; the test file fails at its end if it deviates from the description. */
export function checkExchange(exchange: Exchange): void {
  const path = requestPath(new Request(`http://localhost${exchange.path}`));
  if (!frontendApi.operationOf(exchange.method, path)) return;
  for (const deviation of frontendApi.deviations({ ...exchange, path })) {
    if (!knownFrontendDeviations.some((known) => known.test(deviation))) seen.add(deviation);
  }
}

/** Fails if an exchange of this test file deviated. */
export function expectNoDeviations(): void {
  const deviations = [...seen].sort();
  seen.clear();
  expect(deviations, 'answers that the description of the Frontend API does not have').toEqual([]);
}

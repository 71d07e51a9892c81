import { requestPath } from '../../src/http/request-path.js';
import type { Exchange } from './description.js';
import { frontendApi } from './frontend-api.js';
import { knownFrontendDeviations } from './known-frontend-deviations.js';

/** Checks an exchange with the Frontend API. @throws {Error} if it deviates from the description */
export function checkExchange(exchange: Exchange): void {
  const path = requestPath(new Request(`http://localhost${exchange.path}`));
  if (!frontendApi.operationOf(exchange.method, path)) return;
  const found = frontendApi
    .deviations({ ...exchange, path })
    .filter((deviation) => !knownFrontendDeviations.some((known) => known.test(deviation)));
  if (found.length > 0) throw new Error(`Not as the Frontend API is described:\n${found.join('\n')}`);
}

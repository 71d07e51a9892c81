import { everywhere, furtherFields } from '../../src/frontend-api/operation-fields.js';
import type { OperationId } from '../../src/frontend-api/operations.js';
import { Description } from './description.js';

/** The Frontend API. */
export const frontendApi = new Description('frontend-api.json', {
  alsoSent: (operation) =>
    [furtherFields[operation as OperationId], everywhere]
      .join(' ')
      .split(/\s+/)
      .map((field) => field.replace(/:.*/, '')),
  // Browser libraries send them with every call.
  alsoInQueries: [
    '_clerk_js_version',
    '__clerk_api_version',
    '__clerk_db_jwt',
    '_clerk_session_id',
    '_method',
    // Components send them to lists that have one page.
    'limit',
    'offset',
  ],
});

import { Description } from './description.js';

/** The Backend API. Clients of version 3.25.0 send and read the later fields. Its paths have no `/v1`. */
export const backendApi = new Description('backend-api.json', { later: ['timezone', 'idp_certificates', 'act'] });

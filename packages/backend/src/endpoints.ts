/** Routes of the Backend API, as the client uses them. */
export type { EndpointGroup, GroupOptions, Route, Row, RowOptions } from './rest/endpoint.js';
export { clients } from './rest/endpoints/clients.js';
export { sessions } from './rest/endpoints/sessions.js';
export { users } from './rest/endpoints/users.js';

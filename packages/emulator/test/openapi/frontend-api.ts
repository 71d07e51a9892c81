import { Description } from './description.js';

/** The Frontend API. */
export const frontendApi = new Description('frontend-api.json');

import type { Html } from './render-page.js';
import { html } from 'hono/html';

/** Round picture of a user. The name is beside it, so it has no alternative text. */
export function avatar(imageUrl: string, size: number): Html {
  return html`<img class="avatar" src="${imageUrl}" alt="" width="${size}" height="${size}" />`;
}

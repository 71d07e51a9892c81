import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';

/** A text in its own box, which the script of the page gives a button that copies it. @param name - what it is, for the button @param shape - `lines`: a line stays one line */
export function copyable(name: string, text: string, shape: '' | 'lines' = ''): Html {
  // The element contains only the text: white space in it would be copied.
  return html`<div class="copy ${shape}" data-copy="${name}">
    <pre tabindex="0" role="group" aria-label="${name}">${text}</pre>
  </div>`;
}

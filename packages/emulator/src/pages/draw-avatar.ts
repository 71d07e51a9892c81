import { html } from 'hono/html';
import type { Html } from './render-page.js';

/** The emulator's icon. */
export const emulatorMark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="11" fill="#5b5bd6"/><path d="M20 9l9 4v6.5c0 5.6-3.7 9.7-9 11.5-5.3-1.8-9-5.9-9-11.5V13z" fill="#fff" opacity=".28"/><circle cx="20" cy="17.5" r="3.6" fill="#fff"/><path d="M18.4 19.5h3.2l1.2 7h-5.6z" fill="#fff"/></svg>`;

/** A disc with initials; its colour depends on the id only. @param attributes - of the element. Default: those of a picture */
export function drawAvatar(userId: string, initials: string, attributes: Html = html`role="img"`): Html {
  let hue = 0;
  for (const character of userId) hue = (hue * 31 + character.charCodeAt(0)) % 360;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" ${attributes}>
    <rect width="64" height="64" fill="hsl(${hue} 45% 36%)" />
    <text
      x="32"
      y="33"
      fill="#fff"
      font-family="system-ui,sans-serif"
      font-size="25"
      font-weight="600"
      text-anchor="middle"
      dominant-baseline="central"
    >
      ${initials}
    </text>
  </svg>`;
}

/** The initials of a name of one word or more. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter((word) => word !== '');
  const [first = '?', second = ''] = words;
  return `${Array.from(first)[0] ?? ''}${Array.from(second)[0] ?? ''}`.toUpperCase();
}

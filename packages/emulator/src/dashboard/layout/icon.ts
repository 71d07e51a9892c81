import { raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Shapes of 16 by 16. */
const shapes = {
  home: '<path d="M2.5 7.5 8 2.8l5.5 4.7v5.7h-4V9.5h-3v3.7h-4z"/>',
  users:
    '<circle cx="6" cy="5.5" r="2.4"/><path d="M1.8 13.2c.3-2.5 2-4 4.2-4s3.9 1.5 4.2 4M10.5 3.3a2.3 2.3 0 0 1 0 4.5M12 9.7c1.3.5 2 1.7 2.2 3.5"/>',
  organizations: '<path d="M2.5 13.5v-9l5-2v11M7.5 6.5l6 1.5v5.5M1.5 13.5h13M4.8 6.5v.01M4.8 9.5v.01M10.5 10v.01"/>',
  requests: '<path d="M1.8 8h2.7l1.7-4.5 3.4 9L11.4 8h2.8"/>',
  inbox: '<path d="M2 4h12v8.5H2zM2.3 4.5 8 9l5.7-4.5"/>',
  webhooks:
    '<circle cx="8" cy="4.3" r="2"/><circle cx="3.8" cy="11.7" r="2"/><circle cx="12.2" cy="11.7" r="2"/><path d="M7 6.2 4.9 9.8M9 6.2l2.1 3.6M5.9 11.7h4.2"/>',
  keys: '<circle cx="5.2" cy="10.8" r="2.7"/><path d="m7.2 8.8 6-6M11 5l1.8 1.8M9.3 6.7l1.4 1.4"/>',
  clock: '<circle cx="8" cy="8" r="5.8"/><path d="M8 4.8V8l2.2 1.6"/>',
  faults: '<path d="M8 2.3 14.2 13H1.8zM8 6.5v3M8 11.2v.01"/>',
  snapshots: '<path d="M2 5h2.6l1-1.7h4.8l1 1.7H14v7.7H2z"/><circle cx="8" cy="8.7" r="2.3"/>',
  settings:
    '<path d="M2 4.5h5.5M11 4.5h3M2 11.5h2.5M8 11.5h6"/><circle cx="9.2" cy="4.5" r="1.7"/><circle cx="6.2" cy="11.5" r="1.7"/>',
  connection:
    '<path d="M6.7 9.3 9.3 6.7M7.3 4.7l1.5-1.5a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.7 11.3l-1.5 1.5a2.8 2.8 0 0 1-4-4l1.5-1.5"/>',
  emulated: '<path d="M2.5 4 3.6 5l1.8-2M7.5 4h6M2.5 8.3l1.1 1 1.8-2M7.5 8.3h6M2.5 12.6l1.1 1 1.8-2M7.5 12.6h6"/>',
} as const;

/** Name of a picture. */
export type IconName = keyof typeof shapes;

/** A picture beside a text that says the same. */
export function icon(name: IconName): HtmlEscapedString {
  return raw(`<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shapes[name]}</svg>`);
}

import type { Html } from './render-page.js';
import { html } from 'hono/html';
import type { Journey } from './return-target.js';

/** Mark and heading of a page. */
export function pageHead(title: string, subtitle: string): Html {
  return html`<header class="head">
    <a class="mark" href="/" aria-label="Overview of the emulator"
      ><img src="/favicon.svg" alt="" width="40" height="40"
    /></a>
    <h1>${title}</h1>
    <p>${subtitle}</p>
  </header>`;
}

/** Where the journey ends, in words. */
export function destination(journey: Journey): string | undefined {
  return journey.redirectUrl === undefined ? undefined : `to continue to ${new URL(journey.redirectUrl).host}`;
}

/** Says that the address to return to was not accepted. */
export function refusedNotice(journey: Journey): Html | '' {
  return journey.isRefused
    ? html`<p class="notice" role="status">
        The address to return to is not on this machine and was ignored. Start the emulator with --allow-origin to allow
        it.
      </p>`
    : '';
}

import type { Html } from './render-page.js';
import { html } from 'hono/html';
import type { ReturnTarget } from './return-target.js';

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

/** The subtitle that names the application to return to. */
export function destination(target: ReturnTarget): string | undefined {
  return target.redirectUrl === undefined ? undefined : `to continue to ${new URL(target.redirectUrl).host}`;
}

/** The notice that the address to return to was refused. */
export function refusedNotice(target: ReturnTarget): Html | '' {
  return target.isRefused
    ? html`<p class="notice" role="status">
        The address to return to is not on this machine and was ignored. Start the emulator with --allow-origin to allow
        it.
      </p>`
    : '';
}

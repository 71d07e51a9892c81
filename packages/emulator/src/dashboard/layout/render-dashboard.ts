import { html, raw } from 'hono/html';
import { emulatorMark } from '../../pages/draw-avatar.js';
import { inlineText, renderDocument, type Html } from '../../pages/render-page.js';
import { styleSheet } from '../../pages/style-sheet.js';
import type { DashboardNote } from '../dashboard-note.js';
import { clockScript } from './clock-script.js';
import { copyable } from './copyable.js';
import { dashboardStyleSheet } from './dashboard-style-sheet.js';
import type { DashboardPage, PageContent } from './dashboard-page.js';
import { liveScript } from './live-script.js';
import { navigation } from './navigation.js';

const style = inlineText('style', styleSheet + dashboardStyleSheet);
const script = inlineText('script', clockScript + liveScript);

/** The picture in the tab has a path of its own, which the request log leaves out. */
export const dashboardIcon = '/dashboard/icon.svg';
const mark = raw(emulatorMark.replace('<svg', '<svg class="mark" aria-hidden="true" focusable="false"'));

/** Pages of other origins get neither the page nor a reference to its window. */
const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' };

/** A page in the frame of the dashboard. */
export function renderDashboard(page: {
  readonly content: PageContent;
  readonly topics: DashboardPage['topics'];
  /** The path of the page, for the navigation. */
  readonly path: string;
  /** Where the page is loaded again. */
  readonly address?: string | undefined;
  /** Address of the emulator. */
  readonly url: string;
  readonly status?: number | undefined;
  /** Why a form was refused. */
  readonly refusal?: string | undefined;
  /** What an action did. */
  readonly note?: DashboardNote | undefined;
}): Promise<Response> {
  const { content, topics, path, url } = page;
  const body = html`<body class="dashboard">
    <a class="skip" href="#content">Skip to the content</a>
    <header class="side">${brand(url)} ${navigation(path)}</header>
    <details class="menu">
      <summary>${mark}<span>Acme Emulator</span></summary>
      ${navigation(path)}
    </details>
    <main id="content" tabindex="-1">
      ${head(content, topics.length > 0 ? (page.address ?? path) : undefined)}
      ${page.refusal === undefined ? '' : html`<p class="notice error" role="alert">${page.refusal}</p>`}
      ${page.note ? shownNote(page.note) : ''} ${content.fixed ?? ''}
      <div data-live="${topics.join(',')}">${content.live}</div>
      ${content.after ?? ''}
    </main>
    ${script.element}
  </body>`;
  return renderDocument({
    title: content.title,
    body,
    style,
    script,
    connects: true,
    icon: dashboardIcon,
    status: page.status,
    headers,
  });
}

function brand(url: string): Html {
  return html`<a class="brand" href="/">
    ${mark}
    <span>Acme Emulator<small>${url.replace('http://', '')}</small></span>
  </a>`;
}

function head({ title, subtitle, back, buttons }: PageContent, address: string | undefined): Html {
  return html`<header class="top">
    <div>
      ${back ? html`<a class="back" href="${back.href}">← ${back.text}</a>` : ''}
      <h1>${title}</h1>
      ${subtitle ? html`<p>${subtitle}</p>` : ''}
    </div>
    <div class="actions row">
      ${address !== undefined ? html`<span class="live" role="status" hidden></span><a class="button secondary refresh" href="${address}">Refresh</a>` : ''}
      ${buttons ?? ''}
    </div>
  </header>`;
}

function shownNote({ text, secret }: DashboardNote): Html {
  return html`<div class="notice good" role="status">
    ${text} ${secret === undefined ? '' : copyable('the value', secret)}
  </div>`;
}

import { html } from 'hono/html';
import type { Html } from '../../pages/render-page.js';
import { icon, type IconName } from './icon.js';

interface Entry {
  readonly href: string;
  readonly text: string;
  readonly icon: IconName;
}

const groups: readonly { readonly title: string; readonly entries: readonly Entry[] }[] = [
  {
    title: 'People',
    entries: [
      { href: '/dashboard/users', text: 'Users', icon: 'users' },
      { href: '/dashboard/organizations', text: 'Organizations', icon: 'organizations' },
    ],
  },
  {
    title: 'Activity',
    entries: [
      { href: '/dashboard/requests', text: 'Requests', icon: 'requests' },
      { href: '/dashboard/inbox', text: 'Inbox', icon: 'inbox' },
      { href: '/dashboard/webhooks', text: 'Webhooks', icon: 'webhooks' },
    ],
  },
  {
    title: 'Service',
    entries: [
      { href: '/dashboard/keys', text: 'Keys and machines', icon: 'keys' },
      { href: '/dashboard/settings', text: 'Settings', icon: 'settings' },
      { href: '/dashboard/clock', text: 'Clock', icon: 'clock' },
      { href: '/dashboard/faults', text: 'Faults', icon: 'faults' },
      { href: '/dashboard/snapshots', text: 'Snapshots', icon: 'snapshots' },
    ],
  },
  {
    title: 'Help',
    entries: [
      { href: '/dashboard/connection', text: 'Connection', icon: 'connection' },
      { href: '/dashboard/emulated', text: 'What is emulated', icon: 'emulated' },
    ],
  },
];

const overview: Entry = { href: '/', text: 'Overview', icon: 'home' };

/** The links to all pages. @param path - of the open page */
export function navigation(path: string): Html {
  return html`<nav class="nav" aria-label="Dashboard">
    <ul>
      ${link(overview, path)}
    </ul>
    ${groups.map(
      ({ title, entries }) =>
        html`<h2>${title}</h2>
          <ul>
            ${entries.map((entry) => link(entry, path))}
          </ul>`,
    )}
  </nav>`;
}

function link(entry: Entry, path: string): Html {
  const isOpen = path === entry.href;
  const isAbove = entry.href !== '/' && path.startsWith(`${entry.href}/`);
  const current = isOpen ? html` aria-current="page"` : isAbove ? html` aria-current="true"` : '';
  return html`<li><a href="${entry.href}" ${current}>${icon(entry.icon)}${entry.text}</a></li>`;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readPages } from '../.vitepress/read-pages.js';
import { frameworks } from '../.vitepress/site-map.js';

// VitePress finds links to missing pages; these tests find links to missing places in a page.

const dist = fileURLToPath(new URL('../.vitepress/dist/', import.meta.url));
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
const written = files.filter((name) => !name.startsWith('api/'));
const textOf = (name: string) => readFileSync(dist + name, 'utf8');

/** The ids of a page, which a link can name. */
const ids = new Map(
  written.map((name) => [name, new Set([...textOf(name).matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id))]),
);

/** The file that an address names, as the server finds it. */
function fileOf(address: string, from: string): string {
  const { pathname } = new URL(address, `http://site/${from}`);
  const path = decodeURIComponent(pathname).slice(1);
  if (path === '' || path.endsWith('/')) return `${path}index.html`;
  return path.endsWith('.html') ? path : `${path}.html`;
}

const links = written.flatMap((from) =>
  [...textOf(from).matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)].map(([, to = '']) => ({ from, to })),
);

it('every link of a page leads to a place that exists', () => {
  const broken = links.filter(({ from, to }) => {
    if (/^[a-z]+:|\.(?:txt|md)$/.test(to)) return false;
    const [address = '', place] = to.split('#');
    const file = address === '' ? from : fileOf(address, from);
    if (!files.includes(file)) return true;
    const known = ids.get(file);
    return place !== undefined && place !== '' && known !== undefined && !known.has(decodeURIComponent(place));
  });
  expect(links.length).toBeGreaterThan(500);
  expect(broken).toEqual([]);
});

it('every entry of every package has its page', async () => {
  const { entries } = (await import('../entries.mjs')) as { entries: readonly { readonly name: string }[] };
  expect(entries.length).toBeGreaterThan(40);
  expect(entries.filter(({ name }) => !files.includes(`api/${name}/index.html`))).toEqual([]);
});

it('each option leads from the interface to its place', () => {
  const options = ids.get('options.html') ?? new Set();
  const page = textOf('api/@acme/backend/adapter/interfaces/AllOptions.html');
  const addresses = [...page.matchAll(/href="\/options#([\w-]+)"/g)].map(([, place]) => place);
  expect(addresses.length).toBeGreaterThan(30);
  expect(addresses.filter((place) => !options.has(place))).toEqual([]);
});

it('each page of a framework leads to the same page of the others, and each page to its Markdown', () => {
  for (const folder of ['frameworks', 'quick-start']) {
    for (const own of Object.keys(frameworks)) {
      const page = textOf(`${folder}/${own}.html`);
      const nav = /<nav class="framework-switch"[^]*?<\/nav>/.exec(page)?.[0] ?? '';
      const to = [...nav.matchAll(/href="\/([^"]+?)(?:\.html)?"/g)].map(([, path]) => path);
      expect(to).toEqual(Object.keys(frameworks).map((name) => `${folder}/${name}`));
      expect(nav).toMatch(new RegExp(`href="/${folder}/${own}"[^>]* aria-current="page"`));
    }
  }
  for (const path of readPages().keys()) {
    if (path === 'index.md') continue;
    expect(textOf(path.replace(/md$/, 'html'))).toContain(`href="/${path}"`);
    expect(existsSync(dist + path)).toBe(true);
  }
});

it('the picker and the tabs of languages work without a script', () => {
  const home = textOf('index.html');
  expect(home).toMatch(/<div class="frameworks">[^]*?<a href="\.\/quick-start\/express"/);
  const guide = textOf('frameworks/nextjs.html');
  expect(guide).toMatch(
    /<input type="radio" name="block-\d+-language" id="block-\d+-language-0" value="TypeScript"[^>]* checked/,
  );
  expect(guide).toMatch(/data-title="JavaScript"/);
  for (const manager of ['npm', 'pnpm', 'yarn', 'bun']) expect(guide).toContain(`<div data-for="${manager}"`);
});

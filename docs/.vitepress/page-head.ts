import type { MarkdownRenderer } from 'vitepress';
import { frameworks } from './site-map.js';

/** The part of a page's path that names its framework. */
const frameworkPage = /^(frameworks|quick-start)\/([\w-]+)\.md$/;

/** Links to the same page of the other frameworks. */
function frameworkSwitch(path: string): string {
  const [, folder, own = ''] = frameworkPage.exec(path) ?? [];
  if (folder === undefined || !(own in frameworks)) return '';
  const links = Object.entries(frameworks).map(([name, title]) => {
    const current = name === own ? ' aria-current="page"' : '';
    return `<li><a href="/${folder}/${name}"${current}>${title}</a></li>`;
  });
  return `<nav class="framework-switch" aria-label="This page for another framework"><ul>${links.join('')}</ul></nav>`;
}

/** What is above each page that somebody wrote: the page as Markdown, and the switch of the framework. A script shows the button. */
function headOf(path: string): string {
  const link = `<a href="/${path}" target="_self">This page as Markdown</a>`;
  const button = `<button type="button" hidden data-copy="/${path}">Copy page</button>`;
  return `<div class="page-tools">${link}${button}</div>${frameworkSwitch(path)}\n`;
}

/** Puts links below the title of each page. They are not part of what the search reads. */
export function pageHead(md: MarkdownRenderer): void {
  md.core.ruler.push('page-head', (state) => {
    const { relativePath = '', isIndexed = false } = state.env as { relativePath?: string; isIndexed?: boolean };
    const isWritten = relativePath !== '' && relativePath !== 'index.md' && !relativePath.startsWith('api/');
    const title = state.tokens.findIndex(({ type, tag }) => type === 'heading_close' && tag === 'h1');
    if (!isWritten || isIndexed || title < 0) return;
    const head = new state.Token('html_block', '', 0);
    head.content = headOf(relativePath);
    state.tokens.splice(title + 1, 0, head);
  });
}

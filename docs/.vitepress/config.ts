import { existsSync } from 'node:fs';
import { defineConfig, type DefaultTheme } from 'vitepress';
import { entries } from '../entries.mjs';
import { codeTabs, loadVariants } from './code-tabs.js';
import { writeLanguageModelFiles } from './language-model-files.js';
import { pageHead } from './page-head.js';
import { searchOptions, textForSearch } from './search.js';
import { parts } from './site-map.js';

/** The entries that TypeDoc has written pages for, below their package. */
function apiPages(): DefaultTheme.SidebarItem[] {
  const written = entries.filter(({ name }) => existsSync(new URL(`../api/${name}/index.md`, import.meta.url)));
  return written.map(({ name }) => ({ text: name, link: `/api/${name}/` }));
}

const variants = await loadVariants();

// A dead link ends the build with an error.
export default defineConfig({
  title: 'Acme',
  description: 'Backend authentication for JavaScript servers, compatible with Clerk',
  cleanUrls: true,
  lastUpdated: false,
  metaChunk: true,
  srcExclude: ['decisions/**'],
  markdown: {
    config(md) {
      codeTabs(md, variants);
      pageHead(md);
      const { code_inline: usual } = md.renderer.rules;
      if (!usual) return;
      // Shortcodes such as `{{user.id}}` are text here, not expressions.
      md.renderer.rules.code_inline = (...args) => usual(...args).replace('<code', '<code v-pre');
    },
  },
  buildEnd({ outDir }) {
    writeLanguageModelFiles(outDir);
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        miniSearch: { searchOptions },
        _render: (text, env, md) => md.render(textForSearch(env.relativePath, text), { ...env, isIndexed: true }),
      },
    },
    nav: [
      { text: 'Quick start', link: '/' },
      { text: 'Frameworks', link: '/frameworks/express' },
      { text: 'Guides', link: '/guides/cors' },
      { text: 'Concepts', link: '/concepts/tokens' },
      { text: 'Options', link: '/options' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: [
      ...parts.map(({ title, pages }) => ({
        text: title,
        items: pages.map(([path, text]) => ({ text, link: `/${path}` })),
      })),
      { text: 'API', collapsed: true, items: apiPages() },
    ],
  },
});

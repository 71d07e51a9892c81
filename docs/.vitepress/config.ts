import { existsSync, readdirSync } from 'node:fs';
import { defineConfig, type DefaultTheme } from 'vitepress';

const pages = (folder: string, entries: Readonly<Record<string, string>>): DefaultTheme.SidebarItem[] =>
  Object.entries(entries).map(([name, text]) => ({ text, link: `/${folder}/${name}` }));

/** The packages that TypeDoc has written pages for. */
function apiPages(): DefaultTheme.SidebarItem[] {
  const folder = new URL('../api/@acme', import.meta.url);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => ({ text: `@acme/${name}`, link: `/api/@acme/${name}/` }));
}

// A dead link ends the build with an error.
export default defineConfig({
  title: 'Acme',
  description: 'Backend authentication for JavaScript servers, compatible with Clerk',
  cleanUrls: true,
  lastUpdated: false,
  srcExclude: ['decisions/**'],
  markdown: {
    config(md) {
      const { code_inline: usual } = md.renderer.rules;
      if (!usual) return;
      // Shortcodes such as `{{user.id}}` are text here, not expressions.
      md.renderer.rules.code_inline = (...args) => usual(...args).replace('<code', '<code v-pre');
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Quick start', link: '/quick-start/express' },
      { text: 'Concepts', link: '/concepts/tokens' },
      { text: 'Guides', link: '/guides/migrate' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: [
      {
        text: 'Quick start',
        items: pages('quick-start', {
          astro: 'Astro',
          express: 'Express',
          fastify: 'Fastify',
          hono: 'Hono',
          nextjs: 'Next.js',
          nuxt: 'Nuxt',
          'react-router': 'React Router',
          remix: 'Remix',
          'tanstack-react-start': 'TanStack Start',
          backend: 'Any other server',
          'node-legacy': 'The legacy Node SDK',
          emulator: 'The emulator',
        }),
      },
      {
        text: 'Concepts',
        items: pages('concepts', {
          tokens: 'Tokens',
          handshake: 'The handshake',
          keys: 'Keys',
          'caches-and-revocation': 'Caches and revocation',
        }),
      },
      {
        text: 'Guides',
        items: pages('guides', {
          migrate: 'Migrate',
          'test-offline': 'Test offline',
          workers: 'Deploy to workers',
          'scale-out': 'Scale out',
          webhooks: 'Webhooks',
          revocation: 'Revoke at once',
          'read-cache': 'Cache users and organizations',
          mcp: 'MCP servers and OAuth',
          'multi-tenant': 'Multi-tenant',
          outages: 'Outages',
        }),
      },
      {
        text: 'Reference',
        items: [
          { text: 'Errors', link: '/errors' },
          { text: 'Differences', link: '/differences' },
          { text: 'Security policy', link: '/security' },
          { text: 'Architecture', link: '/architecture' },
        ],
      },
      { text: 'API', collapsed: true, items: apiPages() },
    ],
  },
});

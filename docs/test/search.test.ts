import MiniSearch from 'minisearch';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { searchOptions } from '../.vitepress/search.js';

// The built index, asked as the search box asks it.
let index: MiniSearch;
beforeAll(async () => {
  const folder = new URL('../.vitepress/dist/assets/chunks/', import.meta.url);
  const file = readdirSync(folder).find((name) => name.startsWith('@localSearchIndexroot.'));
  if (!file) throw new Error('The site has no index: build it first.');
  const { default: text } = (await import(fileURLToPath(new URL(file, folder)))) as { default: string };
  index = MiniSearch.loadJSON(text, {
    fields: ['title', 'titles', 'text'],
    storeFields: ['title', 'titles'],
    searchOptions,
  });
});

const pagesFor = (query: string): readonly string[] => [
  ...new Set(index.search(query).map(({ id }) => String(id).replace(/#.*|\.html/g, ''))),
];

describe('search', () => {
  it.each([
    ['express', /express$/],
    ['fastify', /fastify$/],
    ['hono', /hono$/],
    ['next.js', /nextjs$/],
    ['nextjs middleware', /nextjs$/],
    ['react router', /react-router$/],
    ['tanstack', /tanstack-react-start$/],
    ['astro', /astro$/],
    ['nuxt', /nuxt$/],
    ['remix', /remix$/],
    ['cors', /guides\/cors$/],
    ['single page', /guides\/cors$/],
    ['docker', /guides\/deployment$/],
    ['lambda', /guides\/deployment$/],
    ['vercel', /guides\/deployment$/],
    ['cloudflare worker', /guides\/(?:workers|deployment)$/],
    ['nestjs', /guides\/nestjs$/],
    ['trpc', /guides\/trpc$/],
    ['graphql', /guides\/graphql$/],
    ['socket.io', /guides\/socket-io$/],
    ['playwright', /guides\/testing$/],
    ['oauth resource server', /guides\/mcp$/],
    ['opentelemetry', /guides\/observability$/],
    ['webhook', /guides\/webhooks$/],
    ['organization', /guides\/multi-tenant$/],
    ['outage', /guides\/outages$/],
    ['revocation', /guides\/revocation$|caches-and-revocation$/],
    ['handshake', /concepts\/handshake$/],
    ['authorizedParties', /\/options$|security$|guides|concepts/],
    ['migrate from clerk', /guides\/migrate$/],
    ['mcp', /guides\/mcp$/],
  ])('finds for "%s" the guide first', (query, expected) => {
    expect(pagesFor(query)[0]).toMatch(expected);
  });

  it.each(['createClerkClient', 'verifyWebhook', 'SignedInAuthObject'])('finds the interface %s too', (query) => {
    expect(pagesFor(query).some((page) => page.startsWith('/api/'))).toBe(true);
  });
});

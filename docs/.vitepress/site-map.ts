/** A part of the site: its pages in the order of the sidebar. */
export interface Part {
  readonly title: string;
  readonly pages: readonly (readonly [path: string, title: string])[];
}

const below = (folder: string, names: Readonly<Record<string, string>>): Part['pages'] =>
  Object.entries(names).map(([name, title]) => [`${folder}/${name}`, title]);

/** The frameworks that have a quick start and a guide. */
export const frameworks: Readonly<Record<string, string>> = {
  express: 'Express',
  fastify: 'Fastify',
  hono: 'Hono',
  nextjs: 'Next.js',
  'react-router': 'React Router',
  remix: 'Remix',
  'tanstack-react-start': 'TanStack Start',
  astro: 'Astro',
  nuxt: 'Nuxt',
};

/** Every page that somebody wrote, but for the home page. */
export const parts: readonly Part[] = [
  {
    title: 'Quick start',
    pages: below('quick-start', {
      ...frameworks,
      backend: 'Any other server',
      'node-legacy': 'The legacy Node SDK',
      emulator: 'The emulator',
    }),
  },
  { title: 'Frameworks', pages: below('frameworks', frameworks) },
  {
    title: 'Guides',
    pages: below('guides', {
      cors: 'CORS and single-page front ends',
      deployment: 'Deployment',
      testing: 'Testing',
      'test-offline': 'Test offline',
      observability: 'Observability',
      webhooks: 'Webhooks',
      revocation: 'Revoke at once',
      'multi-tenant': 'Multi-tenant',
      'scale-out': 'Scale out',
      outages: 'Outages',
      refusals: 'Sign-in and refusal pages',
      workers: 'Deploy to workers',
      nestjs: 'NestJS',
      trpc: 'tRPC',
      graphql: 'GraphQL',
      'socket-io': 'Socket.IO',
      'read-cache': 'Cache users and organizations',
      'key-store': 'Start without a fetch',
      mcp: 'MCP servers and OAuth',
      dpop: 'Bind tokens to a key (DPoP)',
      migrate: 'Migrate',
    }),
  },
  {
    title: 'Concepts',
    pages: below('concepts', {
      tokens: 'Tokens',
      handshake: 'The handshake',
      keys: 'Keys',
      'caches-and-revocation': 'Caches and revocation',
    }),
  },
  {
    title: 'Reference',
    pages: [
      ['options', 'Options'],
      ['errors', 'Errors'],
      ['differences', 'Differences'],
      ['security', 'Security policy'],
      ['architecture', 'Architecture'],
    ],
  },
];

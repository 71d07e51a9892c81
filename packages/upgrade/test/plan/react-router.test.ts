import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

/** What a project with a full-stack framework has: the server's half, which is replaced, and the client's, which stays. */
const projects = {
  'react-router': {
    versions: { '@clerk/react-router': '^3.6.0', 'react-router': '^7.9.0', react: '^19.0.0' },
    entries: ['server', 'ssr.server', 'api.server', 'webhooks'],
  },
  remix: {
    versions: { '@clerk/remix': '^4.13.0', '@remix-run/server-runtime': '^2.17.0', react: '^18.0.0' },
    entries: ['ssr.server', 'api.server', 'webhooks'],
  },
  'tanstack-react-start': {
    versions: {
      '@clerk/tanstack-react-start': '^1.5.0',
      '@tanstack/react-start': '^1.169.0',
      '@tanstack/react-router': '^1.170.0',
      react: '^19.0.0',
    },
    entries: ['server', 'webhooks'],
  },
} as const;

describe.each(Object.entries(projects))('a project with @clerk/%s', (name, { versions, entries }) => {
  const server = entries.map((entry, index) => `import * as m${index} from '@clerk/${name}/${entry}';\n`).join('');
  const root = `import { ClerkProvider } from '@clerk/${name}';\nexport { ClerkProvider };\n`;
  const given = { 'package.json': manifest(versions), 'app/root.js': root, 'app/server.js': server };

  it('gets our server half, and keeps the bare import', async () => {
    const { files, dependencies } = await planProject(given);
    expect(files['app/server.js']).toBe(server.replaceAll('@clerk', '@acme'));
    expect(files['app/root.js']).toBe(root);
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining([`@clerk/${name}`, `@acme/${name}`]));
  });

  it('has the same bytes after the way back', async () => {
    const there = await planProject(given);
    const back = await planProject(there.files, { target: 'clerk' });
    expect(back.files).toEqual(given);
  });

  it('is led from Remix to React Router', async () => {
    const { placesOf } = await planProject(given);
    expect(placesOf('remix-followed')).toHaveLength(name === 'remix' ? 1 : 0);
  });
});

import { afterEach, expect, it, vi } from 'vitest';
import type * as parseSource from '../../src/source/parse-source.js';

const parsed = new Set<string>();
vi.doMock('../../src/source/parse-source.js', async (importOriginal) => {
  const original = await importOriginal<typeof parseSource>();
  const parse: typeof original.parseSource = (path, text) => {
    parsed.add(path);
    return original.parseSource(path, text);
  };
  return { ...original, parseSource: parse };
});
// Other files share the modules they import.
afterEach(() => {
  vi.doUnmock('../../src/source/parse-source.js');
  vi.resetModules();
});

/** A file that the server leads to, and that has nothing to do with who is signed in. */
const ordinary = (next: number) => `import { handler as next } from './f${next}.js';
export const handler = (req, res) => res.json({ session: 'x', author: req.body.author, next });
`;
const server = `import { ClerkExpressRequireAuth } from '@clerk/clerk-sdk-node';
import { handler } from './f0.js';
app.use(ClerkExpressRequireAuth(), handler);
`;

it('only files that may need a change are parsed, although all are reached from the server', async () => {
  vi.resetModules();
  const { manifest, planProject } = await import('../planned-project.js');
  const count = 300;
  const files = Array.from(
    { length: count },
    (_, index) => [`src/f${index}.js`, ordinary((index + 1) % count)] as const,
  );
  const { findings } = await planProject({
    'package.json': manifest({ '@clerk/clerk-sdk-node': '^4.13.0', express: '^4.18.0' }),
    'src/server.js': server,
    'src/me.js': "import './server.js';\nexport const me = (req, res) => res.json(req.auth.userId);\n",
    ...Object.fromEntries(files),
  });
  expect([...parsed].sort()).toEqual(['src/me.js', 'src/server.js']);
  expect(findings.some(({ file }) => file === 'src/me.js')).toBe(true);
});

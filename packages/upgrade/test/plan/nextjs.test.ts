import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const page = `import { auth, currentUser } from '@clerk/nextjs/server';
export default async () => ((await auth()).userId ? (await currentUser()).firstName : null);
`;
const provider = `import { ClerkProvider, useAuth } from '@clerk/nextjs';
export { ClerkProvider, useAuth };
`;
const hook = `import { verifyWebhook } from '@clerk/nextjs/webhooks';
export const POST = async (request) => Response.json(await verifyWebhook(request));
`;
const versions = { next: '^16.0.0', react: '^19.0.0' };
const project = (files: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = versions) => ({
  'package.json': manifest({ '@clerk/nextjs': '^7.2.0', ...more }),
  ...files,
});

describe('a project with Next.js', () => {
  it('gets our server half, and keeps the official package for components', async () => {
    const given = project({ 'app/page.js': page, 'app/provider.js': provider, 'app/hook/route.js': hook });
    const { files, dependencies, findings } = await planProject(given);
    expect(files['app/page.js']).toBe(page.replace('@clerk/nextjs/server', '@acme/nextjs/server'));
    expect(files['app/hook/route.js']).toBe(hook.replace('@clerk/nextjs/webhooks', '@acme/nextjs/webhooks'));
    expect(files['app/provider.js']).toBe(provider);
    expect(Object.keys(dependencies)).toEqual(['@clerk/nextjs', '@acme/nextjs', 'next', 'react']);
    expect(dependencies['@clerk/nextjs']).toBe('^7.2.0');
    expect(findings).toEqual([]);
  });

  it('loses the official package if nothing imports it any more', async () => {
    const { dependencies } = await planProject(project({ 'proxy.js': page }));
    expect(Object.keys(dependencies)).toEqual(['@acme/nextjs', 'next', 'react']);
  });

  it('is left if only the browser uses the official package', async () => {
    const given = project({ 'app/provider.js': provider });
    const { files, findings } = await planProject(given);
    expect([files, findings]).toEqual([given, []]);
  });

  it.each([
    { 'app/page.js': page, 'app/provider.js': provider },
    { 'proxy.js': page, 'app/hook/route.js': hook },
  ])('has the same bytes after the way back', async (sources) => {
    const given = project(sources);
    const there = await planProject(given);
    expect(there.files).not.toEqual(given);
    const back = await planProject(there.files, { target: 'clerk' });
    expect(back.files).toEqual(given);
    expect(back.findings).toEqual([]);
  });

  it('changes nothing in a second run', async () => {
    const there = await planProject(project({ 'app/page.js': page, 'app/provider.js': provider }));
    expect((await planProject(there.files)).files).toEqual(there.files);
  });

  it('keeps other entries, and errors that only browsers have', async () => {
    const experimental = "import { Checkout } from '@clerk/nextjs/experimental';\nexport { Checkout };\n";
    const link =
      "import { isClerkAPIResponseError, isEmailLinkError } from '@clerk/nextjs/errors';\nexport default isEmailLinkError;\n";
    const api = "export { isClerkAPIResponseError } from '@clerk/nextjs/errors';\n";
    const { files, findings } = await planProject(project({ 'a.js': experimental, 'b.js': link, 'c.js': api }));
    expect([files['a.js'], files['b.js']]).toEqual([experimental, link]);
    expect(files['c.js']).toBe(api.replace('@clerk', '@acme'));
    expect(findings.map(({ code, file }) => [code, file])).toEqual([['use-left', 'b.js']]);
  });

  it('is not changed if its Next.js is too old', async () => {
    const given = project({ 'app/page.js': page }, { next: '^14.2.0', react: '^18.0.0' });
    const { files, placesOf } = await planProject(given);
    expect(files).toEqual(given);
    expect(placesOf('peer-too-old')).toEqual([expect.stringContaining('next ^14.2.0; @acme/nextjs needs') as string]);
  });

  it('reports the entries in configurations, not the package', async () => {
    const jest =
      "module.exports = { moduleNameMapper: { '@clerk/nextjs/server': '<rootDir>/server.js', '^@clerk/nextjs$': '<rootDir>/client.js' } };\n";
    const { findings } = await planProject(
      project({ 'app/page.js': page, 'app/provider.js': provider, 'jest.config.js': jest }),
    );
    expect(findings.map(({ what }) => what).join()).toContain('@clerk/nextjs/server');
    expect(findings).toHaveLength(1);
  });
});

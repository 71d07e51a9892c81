import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const configuration = `import clerk from '@clerk/astro';
export default { integrations: [clerk()] };
`;
const middleware = `import { clerkMiddleware, createRouteMatcher } from '@clerk/astro/server';
const isPrivate = createRouteMatcher(['/account(.*)']);
export const onRequest = clerkMiddleware((auth, context) => {
  if (isPrivate(context.request) && !auth().userId) return auth().redirectToSignIn();
});
`;
const page = `---
import { Show, UserButton } from '@clerk/astro/components';
import { clerkClient } from '@clerk/astro/server';
const { userId } = Astro.locals.auth();
const user = userId ? await clerkClient(Astro).users.getUser(userId) : null;
---

<Show when="signed-in"><UserButton /> {user?.firstName}</Show>
`;
const hook = `import { verifyWebhook } from '@clerk/astro/webhooks';
export const POST = async ({ request }) => Response.json(await verifyWebhook(request));
`;
const types = `/// <reference types="astro/client" />
/// <reference types="@clerk/astro/env" />
`;
const project = (files: Readonly<Record<string, string>>, astro = '^5.18.0') => ({
  'package.json': manifest({ '@clerk/astro': '^3.4.0', astro }),
  ...files,
});
const whole = project({
  'astro.config.mjs': configuration,
  'src/middleware.ts': middleware,
  'src/pages/account.astro': page,
  'src/pages/hook.ts': hook,
  'src/env.d.ts': types,
});

describe('a project with Astro', () => {
  it('gets our server half, and keeps the official integration and components', async () => {
    const { files, dependencies, findings } = await planProject(whole);
    expect(files['src/middleware.ts']).toBe(middleware.replace('@clerk/astro/server', '@acme/astro/server'));
    expect(files['src/pages/account.astro']).toBe(page.replace('@clerk/astro/server', '@acme/astro/server'));
    expect(files['src/pages/hook.ts']).toBe(hook.replace('@clerk/astro/webhooks', '@acme/astro/webhooks'));
    expect(files['src/env.d.ts']).toBe(types.replace('@clerk/astro/env', '@acme/astro/env'));
    expect(files['astro.config.mjs']).toBe(configuration);
    expect(Object.keys(dependencies)).toEqual(['@clerk/astro', '@acme/astro', 'astro']);
    expect(findings).toEqual([]);
  });

  it('loses the official package if nothing imports it any more', async () => {
    const { dependencies } = await planProject(project({ 'src/middleware.ts': middleware }));
    expect(Object.keys(dependencies)).toEqual(['@acme/astro', 'astro']);
  });

  it('has the same bytes after the way back, and after a second run', async () => {
    const there = await planProject(whole);
    expect((await planProject(there.files)).files).toEqual(there.files);
    const back = await planProject(there.files, { target: 'clerk' });
    expect(back.files).toEqual(whole);
    expect(back.findings).toEqual([]);
  });

  it('is not changed if its Astro is too old', async () => {
    const given = project({ 'src/middleware.ts': middleware }, '^4.16.0');
    const { files, placesOf } = await planProject(given);
    expect(files).toEqual(given);
    expect(placesOf('peer-too-old')).toEqual([expect.stringContaining('astro ^4.16.0; @acme/astro needs') as string]);
  });
});

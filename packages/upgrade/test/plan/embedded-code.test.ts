import { expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const sdk = '@clerk/clerk-sdk-node';
const packageJson = manifest({ [sdk]: '^5.0.0', express: '^4.19.0' });
const server = `import { ClerkExpressWithAuth } from '${sdk}';\napp.use(ClerkExpressWithAuth());\n`;

it('Vue, Svelte, Astro and MDX files are migrated, byte for byte outside of the code', async () => {
  const use = `import { clerkClient } from '${sdk}';\r\nexport const count = () => clerkClient.users.getCount();\r\n`;
  const given = {
    'a.vue': `<template>\t<p/>\r\n</template>\r\n<script>\r\n${use}</script>\r\n`,
    'b.svelte': `<script>\r\n${use}</script>\r\n<p>${sdk}</p>`,
    'c.astro': `---\r\n${use}---\r\n\t<p/>\r\n`,
    'd.mdx': `${use}\r\n# Title \r\n`,
  };
  const { files, dependencies } = await planProject({ 'package.json': packageJson, 'server.js': server, ...given });
  for (const [name, before] of Object.entries(given)) {
    const to = `import { clerkClient } from '@acme/express'`;
    expect(files[name]).toBe(before.replace(`import { clerkClient } from '${sdk}'`, to));
  }
  expect(dependencies).not.toHaveProperty([sdk]);
});

it('scripts that declare the same name are left, with the true reason', async () => {
  const use = `import { clerkClient } from '${sdk}';\nclerkClient.users.getCount();\n`;
  const text = `---\n${use}---\n<p/>\n<script>\n${use}</script>\n`;
  const broken = `---\n${use}${use}---\n<p/>\n<script>\n${use}</script>\n`;
  const { files, findings, placesOf } = await planProject({
    'package.json': packageJson,
    'server.js': server,
    'a.astro': text,
    'b.astro': broken,
  });
  expect(files['a.astro']).toBe(text);
  expect(placesOf('scripts-together')).toEqual([expect.stringMatching(/^a\.astro:1 .*clerkClient/) as string]);
  expect(placesOf('not-parsed')).toEqual([expect.stringContaining('b.astro:1') as string]);
  expect(findings.find(({ file }) => file === 'a.astro')?.todo).toMatch(/^Rename/);
});

it('code that cannot be read keeps the dependency, and the report says why', async () => {
  const { files, dependencies, placesOf } = await planProject({
    'package.json': packageJson,
    'server.js': server,
    'a.vue': `<script lang="coffee">\nimport { users } from '${sdk}'\nf = -> users\n</script>\n`,
    'b.svelte': `<script>\n  import { users } from '${sdk}';\n</script>\n{#await users.getCount()}{/await}\n`,
    'c.vue': `<script>\nimport { from '${sdk}';\n</script>\n`,
  });
  expect(dependencies).toHaveProperty([sdk]);
  expect(files['b.svelte']).toContain(sdk);
  expect(placesOf('use-left')).toEqual([`a.vue:2 ${sdk}`, 'b.svelte:2 users']);
  expect(placesOf('not-parsed')).toEqual([expect.stringContaining('c.vue:1') as string]);
  expect(placesOf('dependency-kept')).toHaveLength(1);
});

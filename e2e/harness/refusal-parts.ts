import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageText, type PrintedFile } from './quick-start.js';

/** What a framework's part of the guide to refusals is put into: a page `/admin` for administrators. */
export interface RefusalPart {
  /** A text of the block. */
  readonly block: string;
  /** The files of the page, from the block and the folder of the application. */
  readonly files: (block: string, folder: string) => readonly PrintedFile[];
  /** Whether the files are there when the development server starts. Default: no, it takes them while it runs. */
  readonly beforeStart?: boolean;
  /** What others see: a text of the page, or where they are sent. */
  readonly refused: { readonly status: number; readonly text?: string; readonly location?: string };
}

const forAdmins = 'Only administrators may see this.';

/** Of React Router and Remix: the page, and the boundary of the root route. */
const withBoundary = (block: string, folder: string, page: string): readonly PrintedFile[] => [
  ['app/root.tsx', `${readFileSync(join(folder, 'app/root.tsx'), 'utf8')}\n${block}`],
  [
    'app/routes/admin.tsx',
    `${page}\nexport async function loader(args) {\n  await protect(args, { role: 'org:admin' });\n  return null;\n}\nexport default function Admin() {\n  return <h1>Welcome.</h1>;\n}\n`,
  ],
];

/** The parts by framework. */
export const refusalParts: Readonly<Record<string, RefusalPart>> = {
  astro: {
    block: '// src/pages/admin.astro',
    files: (block) => [
      ['src/pages/admin.astro', block],
      ['src/pages/no-access.astro', `<h1>${forAdmins}</h1>\n`],
    ],
    refused: { status: 200, text: forAdmins },
  },
  nextjs: {
    block: 'function onlyAdmins()',
    files: (block) => [
      ['app/only-admins.ts', block],
      [
        'app/admin/page.tsx',
        `import { onlyAdmins } from '../only-admins';\nexport default async function Admin() {\n  await onlyAdmins();\n  return <h1>Welcome.</h1>;\n}\n`,
      ],
    ],
    refused: { status: 307, location: '/no-access' },
  },
  nuxt: {
    block: '<!-- app/error.vue -->',
    files: (block) => [
      ['app/error.vue', block],
      ['app/pages/admin.vue', `<template>\n  <h1>Welcome.</h1>\n</template>\n`],
      // Not of what is below it: a check of the README waits until `/admin/all` is refused.
      [
        'server/middleware/admin.ts',
        `import { createRouteMatcher, protect } from '@acme/nuxt/server';\nconst isAdmin = createRouteMatcher('/admin');\nexport default defineEventHandler((event) => {\n  if (isAdmin(event)) protect(event, { role: 'org:admin' });\n});\n`,
      ],
    ],
    // Nuxt takes a new `error.vue` only with the next build of Nitro, and never answers some requests that come during that build. It does so
    // without our package too.
    beforeStart: true,
    refused: { status: 403, text: forAdmins },
  },
  'react-router': {
    block: 'function ErrorBoundary()',
    files: (block, folder) => [
      [
        'app/routes.ts',
        readFileSync(join(folder, 'app/routes.ts'), 'utf8').replace(
          /\n\]/,
          "\n  route('admin', 'routes/admin.tsx'),\n]",
        ),
      ],
      ...withBoundary(block, folder, `import { protect } from '@acme/react-router/server';`),
    ],
    refused: { status: 403, text: forAdmins },
  },
  remix: {
    block: 'function ErrorBoundary()',
    files: (block, folder) =>
      // As the sentence before the block says.
      withBoundary(
        block.replace("'react-router'", "'@remix-run/react'"),
        folder,
        `import { protect } from '@acme/remix/ssr.server';`,
      ),
    refused: { status: 403, text: forAdmins },
  },
  'tanstack-react-start': {
    block: 'const mayAdminister',
    files: (block) => [
      ['src/may-administer.ts', block],
      [
        'src/routes/admin.tsx',
        `import { createFileRoute } from '@tanstack/react-router';\nimport { mayAdminister } from '../may-administer';\nexport const Route = createFileRoute('/admin')({\n  loader: () => mayAdminister(),\n  component: () => <h1>{Route.useLoaderData() ? 'Welcome.' : '${forAdmins}'}</h1>,\n});\n`,
      ],
    ],
    refused: { status: 200, text: forAdmins },
  },
};

/** The block of the guide to refusals that a text occurs in. @throws {Error} if there is not one */
export function refusalBlock(text: string): string {
  const blocks = [...pageText('guides/refusals').matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const [found, ...others] = blocks.filter((code) => code.includes(text));
  if (found === undefined || others.length > 0) throw new Error(`The guide to refusals has not one block with ${text}`);
  return found;
}

/** The files of a framework's part that are there when its development server starts: none for most. */
export function refusalFilesBeforeStart(page: string): readonly PrintedFile[] {
  const part = refusalParts[page];
  return part?.beforeStart ? part.files(refusalBlock(part.block), '') : [];
}

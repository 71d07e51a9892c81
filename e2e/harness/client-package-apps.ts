import type { Emulator } from '@acme/emulator';
import { frameworks } from './frameworks.js';
import { filesIn, pageText, startPrinted, writeFiles, type PrintedFile, type QuickStartApp } from './quick-start.js';

// What READMEs print for the official client package, each in a small application: the printed files, and a page of ours that asks the package who
// is signed in.

const readmeOf = (name: string) => pageText(`../packages/${name}/README`);

const vuePage = `<script setup lang="ts">
const { userId } = useAuth();
</script>

<template>
  <p>{{ \`Known as \${userId ?? 'nobody'}.\` }}</p>
  <UserButton />
</template>
`;

const routerPage = `import { UserButton, useAuth } from '@clerk/react-router';
import { useRouteLoaderData } from 'react-router';

export default function Home() {
  const { userId } = useAuth();
  const { isKnown } = useRouteLoaderData('root');
  return (
    <>
      <p>{\`Known as \${userId ?? 'nobody'}.\`}</p>
      <p>{isKnown ? 'The loader knows somebody.' : 'The loader knows nobody.'}</p>
      <UserButton />
    </>
  );
}
`;

interface ServerRow {
  readonly page: 'nuxt' | 'react-router';
  /** A text of each printed file. */
  readonly printed: readonly string[];
  /** Files of ours around them. */
  readonly ours: readonly PrintedFile[];
}

const rows: readonly ServerRow[] = [
  {
    page: 'nuxt',
    printed: ["modules: ['@clerk/nuxt', '@acme/nuxt']", 'export default clerkMiddleware();'],
    ours: [['app/app.vue', vuePage]],
  },
  {
    page: 'react-router',
    printed: ['v8_middleware', '<ClerkProvider'],
    ours: [
      ['app/routes.ts', "import { index } from '@react-router/dev/routes';\nexport default [index('home.tsx')];\n"],
      ['app/home.tsx', routerPage],
    ],
  },
];

/** An application whose server knows what the client package shows. */
export interface ClientPackageApp {
  readonly name: string;
  /** Whether its page also shows what a loader of the server knows. */
  readonly hasLoader: boolean;
  readonly start: () => Promise<QuickStartApp>;
}

/** The printed files of the README of a framework that run in its application. @throws {Error} if one is missing */
export function clientPackageFiles(page: string): readonly PrintedFile[] {
  const files = filesIn(readmeOf(page));
  return (rows.find((row) => row.page === page)?.printed ?? []).map((text) => onlyOne(files, text));
}

/** The applications of the READMEs of frameworks. */
export const clientPackageApps: readonly ClientPackageApp[] = rows.map(({ page, ours }) => {
  const framework = frameworks.find((row) => row.page === page);
  if (!framework) throw new Error(`There is no framework ${page}.`);
  const config = filesIn(pageText(`quick-start/${page}`)).filter(([path]) => path === 'vite.config.ts');
  const files = [...config, ...ours, ...clientPackageFiles(page)];
  const variables = (emulator: Emulator) => emulator.envFor(page);
  return {
    name: framework.name,
    hasLoader: page === 'react-router',
    start: () => startPrinted(framework, 'client-package', files, variables),
  };
});

/** The printed file that has a text. @throws {Error} if there is not one */
function onlyOne(files: readonly PrintedFile[], text: string): PrintedFile {
  const [found, ...others] = files.filter(([, code]) => code.includes(text));
  if (!found || others.length > 0) throw new Error(`Not one file that is printed has ${text}`);
  return found;
}

/** Starts the page of React that the README of the emulator prints, with the address and the key of an emulator in the place of the printed ones. */
export async function startReactPage(): Promise<QuickStartApp> {
  const vite = {
    page: 'emulator',
    beside: 'react',
    command: ['vite/bin/vite.js', 'dev', '--strictPort'],
    nodeOf: 'react-router-8',
    ready: 'Local',
  } as const;
  const app = await startPrinted(vite, 'client-package', [
    ['index.html', '<div id="root"></div><script type="module" src="/main.jsx"></script>\n'],
    [
      'main.jsx',
      `import { createRoot } from 'react-dom/client';\nimport { App } from './app.jsx';\ncreateRoot(document.getElementById('root')).render(<App />);\n`,
    ],
  ]);
  const [printed = ''] = [...readmeOf('emulator').matchAll(/^```jsx\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const code = printed
    .replace("'http://localhost:4500'", `'${app.emulator.url}'`)
    .replace('"pk_test_…"', `"${app.emulator.publishableKey}"`);
  writeFiles(app.folder, [['app.jsx', code]]);
  return app;
}

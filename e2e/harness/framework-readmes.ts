import { pageRuns } from '../../adapter-tests/test/what-runs-each-block.js';
import { readBlocks } from '../../docs/.vitepress/read-blocks.js';
import { clientPackageFiles } from './client-package-apps.js';
import { readmeChecks } from './framework-readme-checks.js';
import { filesIn, pageText, type PrintedFile } from './quick-start.js';
import { satelliteFiles } from './satellite-blocks.js';

// The READMEs of the packages for full-stack frameworks say what the guides say; what only a README has is a file of the same application.

/** Where a file is written that would take the place of another one. */
const places: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  astro: { 'src/middleware.ts': 'src/handler.ts' },
  nuxt: { 'server/middleware/01.clerk.ts': 'readme/01.clerk.ts' },
  'react-router': { 'app/routes.ts': 'app/readme-routes.ts' },
  remix: { 'app/root.tsx': 'app/routes/root-data.ts' },
};

/** A text of the file, where a README prints several that have one name. */
const which: Readonly<Record<string, string>> = {
  'src/middleware.ts': 'createRouteMatcher',
  'server/middleware/01.clerk.ts': 'createRouteMatcher',
};

/** Blocks that a test of the package runs: a text of each. */
const ofPackages: Readonly<Record<string, readonly string[]>> = {
  // packages/astro/test/proxy-route.test.ts
  astro: ['frontendApiProxy: { enabled: true }', "name: 'frontend-api-proxy'", '// src/no-page.ts'],
};

/** The loader of another route, called as the README calls one in a unit test. */
const unitRoute = `import { callLoader } from '../../tests/call-loader';
import { loader as me } from './api.me';
export const loader = ({ request }: { request: Request }) => callLoader(me, request);
`;

/** Adds the files of the README to those of an application. In React Router the list of routes gets theirs, too. */
export function withReadme(page: string, files: readonly PrintedFile[]): readonly PrintedFile[] {
  const all = [...readmeFiles(page), ...files];
  if (page !== 'react-router') return all;
  const more = `[...more, route('api/caller', 'routes/api.caller.ts'), route('api/unit', 'routes/api.unit.ts'), `;
  const routes = (code: string) =>
    `import more from './readme-routes';\n${code.replace(/(?<=^export default )\[/m, more)}`;
  return [
    ['app/routes/api.unit.ts', unitRoute],
    ...all.map(([path, code]) => [path, path === 'app/routes.ts' ? routes(code) : code] as const),
  ];
}

const readmeOf = (page: string) => pageText(`../packages/${page}/README`);

/** The files that only the README of a framework prints. */
function readmeFiles(page: string): readonly PrintedFile[] {
  return filesIn(readmeOf(page))
    .filter(([path, code]) => path in readmeChecks(page) && code.includes(which[path] ?? ''))
    .map(([path, code]) => [places[page]?.[path] ?? path, code]);
}

/** Whether a block is word for word in a file that runs, or each of its lines is a statement that is. */
function isRun(code: string, running: readonly string[]): boolean {
  if (running.some((text) => text.includes(code))) return true;
  return code.split('\n').every((line) => /^\S.*;$/.test(line) && running.some((text) => text.includes(line)));
}

/**
 * The blocks of the README and of the quick start that are in no file that runs, and for which the table of blocks has no reason.
 * @param page - the framework
 * @param files - what runs
 */
export function blocksNotRun(page: string, files: readonly PrintedFile[]): readonly string[] {
  const quickStart = `quick-start/${page}`;
  const elsewhere = [...readmeFiles(page), ...clientPackageFiles(page), ...satelliteFiles(page)];
  const running = [...files, ...filesIn(pageText(quickStart)), ...elsewhere].map(([, code]) => code);
  const known = (name: string) => [...Object.keys(pageRuns[name]?.not ?? {}), ...(ofPackages[page] ?? [])];
  const pages = { [`packages/${page}/README.md`]: readmeOf(page), [`docs/${quickStart}.md`]: pageText(quickStart) };
  return Object.entries(pages).flatMap(([name, text]) =>
    readBlocks(name, text)
      .filter(({ language }) => language !== 'sh')
      .filter(({ code }) => !isRun(code, running))
      .filter(({ code }) => !known(name).some((part) => code.includes(part)))
      .map(({ line }) => `${name}:${String(line)}`),
  );
}

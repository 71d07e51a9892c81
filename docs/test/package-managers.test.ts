import { expect, it } from 'vitest';
import { commandsFor, packageManagers } from '../.vitepress/package-managers.js';
import { readBlocks } from '../.vitepress/read-blocks.js';
import { readPages } from '../.vitepress/read-pages.js';

const blocks = [...readPages()].flatMap(([page, text]) =>
  readBlocks(page, text)
    .filter(({ language }) => language === 'sh')
    .map(({ line, code }) => ({ place: `${page}:${String(line)}`, code })),
);

it.each([
  ['npm install express hono@4', 'pnpm add express hono@4', 'yarn add express hono@4', 'bun add express hono@4'],
  ['npm install --save-dev a @b/c', 'pnpm add --save-dev a @b/c', 'yarn add --dev a @b/c', 'bun add --dev a @b/c'],
  ['npm uninstall a', 'pnpm remove a', 'yarn remove a', 'bun remove a'],
  ['npx next dev', 'pnpm exec next dev', 'yarn next dev', 'bunx next dev'],
  [
    'npx @acme/upgrade --dry-run',
    'pnpm dlx @acme/upgrade --dry-run',
    'yarn dlx @acme/upgrade --dry-run',
    'bunx @acme/upgrade --dry-run',
  ],
  [
    'npx @acme/emulator exec --port 0 -- npx playwright test',
    'pnpm dlx @acme/emulator exec --port 0 -- pnpm exec playwright test',
    'yarn dlx @acme/emulator exec --port 0 -- yarn playwright test',
    'bunx @acme/emulator exec --port 0 -- bunx playwright test',
  ],
  ['npm test   # all', 'pnpm run test   # all', 'yarn run test   # all', 'bun run test   # all'],
])('%s', (npm, pnpm, yarn, bun) => {
  expect(commandsFor(npm)).toEqual({ npm, pnpm, yarn, bun });
});

it('leaves other commands alone', () => {
  expect(commandsFor('node --test\ndocker build .')).toBeUndefined();
});

it('leaves no command of npm in the tabs of the others', () => {
  const translated = blocks.flatMap(({ place, code }) => {
    const commands = commandsFor(code);
    return commands ? packageManagers.slice(1).map((name) => ({ place, text: commands[name] })) : [];
  });
  expect(translated.length).toBeGreaterThan(100);
  // Yarn has no command that changes `package.json`.
  const left = translated.filter(({ text }) => /\bnp[mx] /.test(text.replaceAll('npm pkg set', '')));
  expect(left).toEqual([]);
});

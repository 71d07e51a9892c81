import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBlocks, type Block } from '../../docs/.vitepress/read-blocks.js';
import { pages } from './code-blocks.js';
import { placeOf } from './compile.js';
import { commandRuns, pageRuns } from './what-runs-each-block.js';

// Each block of each page is run by a test that names the page, or the table says why not. A new block has no place in the table yet: this test
// fails until it has.

const read = (path: string) => readFileSync(placeOf(`../${path}`), 'utf8');
const blocksOf = new Map(pages().map((page) => [page, readBlocks(page, read(page))]));
const isShell = ({ language }: Block) => language === 'sh';
const codeOf = (page: string) => (blocksOf.get(page) ?? []).filter((block) => !isShell(block));
const withCode = pages().filter((page) => codeOf(page).length > 0);

it('every page that has blocks is in the table', () => {
  expect(Object.keys(pageRuns).sort()).toEqual(withCode);
});

/** The name that a test uses for a page: that of its file, or the folder of a README. */
const nameOf = (page: string) => /([\w-]+)(?:\/README)?\.md$/.exec(page)?.[1] ?? '';
/** A test, and the rows about applications that it imports. */
const withRows = (file: string) =>
  read(file).replaceAll(
    /^import .* from '\.\.\/harness\/((?:framework|client-package)[\w-]*)\.js';$/gm,
    (_line, name: string) => read(`e2e/harness/${name}.ts`),
  );
const namesPage = (file: string, page: string) => new RegExp(`\\b${nameOf(page)}\\b`).test(withRows(file));

/** Tests that put programs together from blocks, each of which they name by a text. */
const composing = /\/(?:guide-parts|guide-programs|guide-stores|quick-start-pages)\.test\.ts$/;
const literal = /'([^'\n]{4,})'|"([^"\n]{4,})"|`([^`\n]{4,})`/g;
const literalsOf = (file: string) =>
  [...read(file).matchAll(literal)].map(([, one, two, three]) => one ?? two ?? three ?? '');

describe.each(Object.entries(pageRuns))('%s', (page, { by, run, compiled = 0, not = {} }) => {
  const blocks = codeOf(page);
  const having = (text: string) => blocks.filter(({ code }) => code.includes(text));

  it('has as many blocks as the table says', () => {
    const lines = blocks.map(({ line, code }) => `${page}:${String(line)} ${code.split('\n')[0] ?? ''}`);
    expect(blocks.length, lines.join('\n')).toBe(run + compiled + Object.keys(not).length);
    for (const text of Object.keys(not)) expect(having(text), text).toHaveLength(1);
  });

  it.each(by)('is run by %s', (file) => {
    expect(existsSync(placeOf(`../${file}`))).toBe(true);
    if (run > 0) expect(namesPage(file, page), `${file} does not name ${page}`).toBe(true);
  });
});

describe('blocks that tests put together', () => {
  const together = Object.entries(pageRuns).filter(([, { by }]) => by.every((file) => composing.test(file)));

  it.each(together)('of %s are all named by them', (page, { by, compiled = 0, not = {} }) => {
    const blocks = codeOf(page);
    const isOfOne = (text: string) => blocks.filter(({ code }) => code.includes(text)).length === 1;
    const named = [...by.flatMap(literalsOf).filter(isOfOne), ...Object.keys(not)];
    const unknown = blocks.filter(({ code }) => !named.some((text) => code.includes(text)));
    expect(unknown.map(({ line }) => `${page}:${String(line)}`)).toHaveLength(compiled);
  });
});

const lines = pages().flatMap((page) =>
  (blocksOf.get(page) ?? []).filter(isShell).flatMap(({ line, code }) =>
    code.split('\n').flatMap((text, index) => {
      const command = text.replace(/(?:^|\s+)#.*/, '').trim();
      return command === '' ? [] : [{ place: `${page}:${String(line + 1 + index)}`, command }];
    }),
  ),
);

describe('commands', () => {
  it('are all in the table', () => {
    const unknown = lines.filter(({ command }) => !commandRuns.some(({ line }) => line.test(command)));
    expect(unknown).toEqual([]);
  });

  it.each(commandRuns)('like $line are printed, and are run or are told why not', ({ line, by = [], not }) => {
    expect(lines.some(({ command }) => line.test(command))).toBe(true);
    expect(by.length > 0).toBe(not === undefined);
    for (const file of by) expect(existsSync(placeOf(`../${file}`)), file).toBe(true);
  });

  it('install packages that exist', () => {
    const lockfile = read('pnpm-lock.yaml');
    const names = lines
      .filter(({ command }) => /^npm (?:install|uninstall) /.test(command))
      .flatMap(({ command }) => command.split(' ').slice(2))
      .filter((word) => !word.startsWith('-'))
      .map((word) => word.replace(/(?<=.)@.*$/, ''));
    expect(names.length).toBeGreaterThan(50);
    const unknown = [...new Set(names)].filter((name) =>
      name.startsWith('@acme/')
        ? !existsSync(placeOf(`../packages/${name.slice(6)}/package.json`))
        : !new RegExp(`^  '?${name.replace(/[/.]/g, '\\$&')}@\\d`, 'm').test(lockfile),
    );
    expect(unknown).toEqual([]);
  });
});

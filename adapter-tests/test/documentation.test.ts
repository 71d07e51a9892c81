import { beforeAll, describe, expect, it } from 'vitest';
import { variantsOf } from '../../docs/.vitepress/code-variants.js';
import { codeBlocks, type CodeBlock } from './code-blocks.js';
import { loadProblemsOfEach, problemsOfEach } from './compile.js';
import { isGlobal, pageModules, type BlockModule } from './page-modules.js';
import { whatReadersHave } from './what-readers-have.js';

// Every block of JavaScript and TypeScript that somebody may copy compiles as strict TypeScript, as it is printed. A block stands alone or
// goes on from earlier blocks of its page: it can use what they import or declare at the top level, and what the readers of the page have
// (`what-readers-have.ts`). No block is left out.

const pages = [...new Set(codeBlocks.map(({ page }) => page))];
const modulesOf = new Map(
  pages.map((page) => [
    page,
    pageModules(
      codeBlocks.filter((block) => block.page === page),
      whatReadersHave[page],
    ),
  ]),
);

/** One program; a page that adds to the global types has another, or its types would hold for all. */
function programs(): readonly (readonly BlockModule[])[] {
  const all = [...modulesOf.values()];
  return [all.filter((page) => !page.some(isGlobal)).flat(), ...all.filter((page) => page.some(isGlobal))];
}

const problems = new Map<string, readonly string[]>();
beforeAll(() => {
  for (const modules of programs()) {
    const found = problemsOfEach(new Map(modules.map(({ name, text }) => [name, text])));
    for (const [name, each] of found) problems.set(name, each);
  }
});

it('knows pages that exist', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', ...Object.keys(whatReadersHave)]));
});

describe.each(pages)('%s', (page) => {
  it.each((modulesOf.get(page) ?? []).map(({ block, name }) => [`${page}:${String(block.line)}`, name]))(
    '%s compiles',
    (_place, name) => {
      expect(problems.get(name)).toEqual([]);
    },
  );
});

// The site shows each block in JavaScript, too, made by leaving out the types.
describe('in JavaScript', () => {
  const shown = pages.filter((page) => page.startsWith('docs/'));
  const problemsOfPage = new Map<string, readonly string[]>();
  beforeAll(async () => {
    const written: CodeBlock[] = [];
    for (const block of codeBlocks) {
      const { javascript } = (await variantsOf(block.language, block.code)) ?? {};
      // The ending is that of TypeScript, so that the blocks find each other.
      if (javascript !== undefined)
        written.push({ ...block, code: javascript.replace(/^(\/\/ \S+\.m?)j(sx?)/, '$1t$2') });
    }
    const modules = shown.flatMap((page) =>
      pageModules(
        written.filter((block) => block.page === page),
        whatReadersHave[page],
      ),
    );
    const own = modules.filter(({ block }) => block.line > 0);
    const found = loadProblemsOfEach(
      new Map(modules.map(({ name, text }) => [name, text])),
      new Map(own.map(({ name, block }) => [name, block.code.length])),
    );
    for (const { block, name } of own) {
      const problem = (found.get(name) ?? []).map((text) => `line ${String(block.line)}: ${text}`);
      problemsOfPage.set(block.page, [...(problemsOfPage.get(block.page) ?? []), ...problem]);
    }
  });

  it.each(shown)('the blocks of %s load', (page) => {
    expect(problemsOfPage.get(page) ?? []).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { readBlocks } from '../.vitepress/read-blocks.js';
import { readPages } from '../.vitepress/read-pages.js';
import { apiWords, codes, commandTexts, imports, ourWords } from './known-names.js';

// Nobody, and no assistant, finds a name here that does not exist. Blocks of code are compiled (`adapter-tests`); this checks the names in
// sentences, and the commands.

const pages = [...readPages()];

/** Names in sentences that are not ours: of Nuxt, h3, the client packages, CORS packages, TypeScript, Vitest, undici, Standard Webhooks. */
const others: ReadonlySet<string> = new Set([
  ...[
    'defineCachedEventHandler',
    'defineCachedFunction',
    'useState',
    'useRequestEvent',
    'compatibilityVersion',
    'readBody',
  ],
  ...['signOut', 'exposedHeaders', 'exposeHeaders', 'experimentalDecorators', 'stubGlobal', 'notFoundComponent'],
  ...['MockAgent', 'ProxyAgent', 'EnvHttpProxyAgent'],
  ...['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  ...['newOne', 'oldOne'], // values that the reader has
]);

/** Code in a sentence, outside of blocks. */
const inline = pages.flatMap(([page, text]) => {
  const prose = text.replace(/^[ >]*(`{3,}|~{3,})[^]*?^[ >]*\1\s*$/gm, '');
  return [...prose.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, code = '']) => ({ page, code }));
});

/** Names of a page's own blocks: what its reader declares, and what other libraries export. */
const printed = new Map(
  pages.map(([page, text]) => [
    page,
    new Set(readBlocks(page, text).flatMap(({ code }) => code.match(/[A-Za-z_$][\w$]*/g) ?? [])),
  ]),
);

const unknown = (wanted: RegExp, isKnown: (name: string, page: string) => boolean) =>
  inline.flatMap(({ page, code }) =>
    [...code.matchAll(wanted)]
      .map(([, name = '']) => name)
      .filter((name) => !isKnown(name, page))
      .map((name) => `${page}: ${name} (${code})`),
  );

describe('names in sentences', () => {
  it('of our packages exist', () => {
    expect(unknown(/(@acme\/[\w./-]*\w)/g, (name) => imports.has(name.replace(/@latest$/, '')))).toEqual([]);
  });

  it('of environment variables exist', () => {
    const isKnown = (name: string) =>
      ourWords.has(name) || ourWords.has(name.replace(/^(?:NEXT_PUBLIC|VITE|PUBLIC|NUXT_PUBLIC|NUXT)_/, ''));
    expect(unknown(/\b((?:NEXT_PUBLIC_|VITE_|NUXT_|PUBLIC_)*CLERK_[A-Z_]*[A-Z])\b(?!_?…)/g, isKnown)).toEqual([]);
  });

  it('of functions exist', () => {
    const isKnown = (name: string, page: string) =>
      apiWords.has(name) || printed.get(page)?.has(name) === true || others.has(name);
    expect(unknown(/(?<![\w.$/-])([a-z]\w*)\((?!\?)/g, isKnown)).toEqual([]);
  });

  it('of members and options exist', () => {
    const isKnown = (name: string, page: string) =>
      apiWords.has(name) || ourWords.has(name) || printed.get(page)?.has(name) === true || others.has(name);
    expect(unknown(/(?<![\w$/@-])([a-z]+[A-Z]\w*)\b/g, isKnown)).toEqual([]);
  });

  it('of types and classes exist', () => {
    const isKnown = (name: string, page: string) =>
      apiWords.has(name) || ourWords.has(name) || printed.get(page)?.has(name) === true || others.has(name);
    expect(unknown(/(?<![\w$/@<.-])([A-Z][a-z]+[A-Z]\w*)\b/g, isKnown)).toEqual([]);
  });

  it('of errors and reasons exist', () => {
    const looksLikeCode =
      /^((?:token|session|jwk|webhook|publishable|secret|option|options|client|service|answer)[-_][a-z_-]+[a-z])$/;
    const known = (name: string) => others.has(name) || codes.has(name) || ourWords.has(name) || apiWords.has(name);
    expect(inline.filter(({ code }) => looksLikeCode.test(code) && !known(code))).toEqual([]);
  });
});

describe('commands', () => {
  const commands = pages.flatMap(([page, text]) => {
    const fromBlocks = readBlocks(page, text)
      .filter(({ language }) => ['sh', 'bash', 'yaml'].includes(language))
      .map(({ code }) => code);
    const all = [
      ...fromBlocks.flatMap((code) => code.split('\n')),
      ...inline.filter((each) => each.page === page).map(({ code }) => code),
    ];
    const pieces = all.flatMap((line) => line.replace(/#.*$/, '').split(/ -- | \| ?| > ?| && /));
    return pieces.flatMap((piece) => {
      const [command = '', name = '', rest = ''] = /npx (@acme\/[\w-]+)(.*)$/.exec(piece) ?? [];
      return name === '' ? [] : [{ page, command, name, rest }];
    });
  });

  it('are of ours, with subcommands and flags that exist', () => {
    expect(commands.length).toBeGreaterThan(40);
    const wrong = commands.filter(({ name, rest }) => {
      const text = commandTexts[name];
      if (text === undefined) return true;
      const [subcommand = ''] = /^ ([a-z][\w-]*)/.exec(rest)?.slice(1) ?? [];
      const flags = [...rest.matchAll(/ --([a-z][\w-]*)/g)].map(([, flag = '']) => flag);
      const hasSubcommand = subcommand === '' || new RegExp(`['"\`{ ]${subcommand}['"\`:( ,]`).test(text);
      return !hasSubcommand || flags.some((flag) => !text.includes(flag));
    });
    expect(wrong).toEqual([]);
  });

  it('never have a name that somebody else could register', () => {
    expect(pages.filter(([, text]) => /npx acme-/.test(text)).map(([page]) => page)).toEqual([]);
  });
});

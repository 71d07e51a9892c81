import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkArchitecture, type Architecture } from '../src/index.js';

function check(files: Readonly<Record<string, string>>, options: Partial<Architecture> = {}): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'architecture-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return checkArchitecture({
    folder,
    layers: [
      ['low', 'options.ts'],
      ['high', 'low/top'],
    ],
    doors: ['index.ts'],
    ...options,
  });
}

it('finds nothing where everything is in order', () => {
  const files = {
    'index.ts': "export * from './high/make-user.js';",
    'options.ts': 'export interface Options {}',
    'low/read-user.ts':
      "import type { Options } from '../options.js';\nexport const readUser = (given: Options) => given;",
    'low/top/user-json.ts': "import { readUser } from '../read-user.js';\nexport const userJSON = readUser;",
    'high/make-user.ts':
      "import { userJSON } from '../low/top/user-json.js';\nexport function makeUser() { return userJSON; }",
  };
  expect(check(files, { rootFiles: ['index.ts', 'options.ts'] })).toEqual([]);
});

it.each([
  ['import', "import { b } from '../high/b.js';\nexport const a = b;"],
  ['import of a type', "import type { b } from '../high/b.js';\nexport type a = typeof b;"],
  ['type that names a module', "export type a = typeof import('../high/b.js');"],
  ['import while it runs', "export const a = () => import('../high/b.js');"],
  ['re-export', "export { b as a } from '../high/b.js';"],
])('finds an %s against the order', (_, text) => {
  expect(check({ 'low/a.ts': text, 'high/b.ts': 'export const b = 1;' })).toEqual([
    'low/a.ts imports high/b.ts of a higher layer (layers)',
  ]);
});

it('finds files in no layer, and imports of a door', () => {
  const files = {
    'index.ts': 'export {};',
    'other/a.ts': '',
    'high/b.ts': "import '../index.js';\nexport const b = 1;",
  };
  expect(check(files)).toEqual([
    'high/b.ts imports the door index.ts (layers)',
    'other/a.ts belongs to no layer (layers)',
  ]);
});

it('finds circles, also of types alone', () => {
  const files = {
    'low/a.ts': "import type { B } from './b.js';\nexport type A = B | 1;",
    'low/b.ts': "import type { C } from './c.js';\nexport type B = C | 2;",
    'low/c.ts': "import type { A } from './a.js';\nexport type C = A | 3;",
  };
  expect(check(files)).toEqual(['low/a.ts imports itself: low/a.ts -> low/b.ts -> low/c.ts -> low/a.ts (circles)']);
});

it('finds files beside the folders', () => {
  expect(check({ 'index.ts': '', 'options.ts': '' }, { rootFiles: ['index.ts'] })).toEqual([
    'options.ts is in the folder of the sources itself (root-files)',
  ]);
});

it('finds names that agree with no export', () => {
  const files = {
    'low/read-user.ts': 'export const readUsers = 1;\nexport interface ReadUserOptions {}',
    'low/readUser.ts': 'export const readUser = 1;',
    'low/types.ts': "export type { Types } from './other.js';",
    'low/other.ts': 'export enum Other { One }\nexport type Types = Other;',
    'low/setup.ts': 'globalThis.name;',
  };
  expect(check(files)).toEqual([
    'low/read-user.ts has the name of none of its exports: readUsers, ReadUserOptions (names)',
    'low/readUser.ts has a name that is not kebab-case (names)',
  ]);
});

it('finds capital letters, the keyword private and long functions', () => {
  const files = {
    'low/a.ts': [
      'declare const __VERSION__: string;',
      'const MAX_AGE = 1;',
      'export class A { private constructor() {} private b = MAX_AGE; #c = __VERSION__; get d() { return [this.b, this.#c]; } }',
      'export const long = () => {',
      '',
      '};',
    ].join('\n'),
  };
  expect(check(files, { maxFunctionLines: 2 })).toEqual([
    'low/a.ts has a constant in capital letters: MAX_AGE (constants)',
    'low/a.ts has a member without #: private b (privates)',
    'low/a.ts has long of 3 lines (long-functions)',
  ]);
});

it('leaves out what is excepted, and reports exceptions that nothing needs', () => {
  const files = { 'low/table/a.ts': 'export const b = 1;', 'low/c.ts': 'export const d = 1;' };
  expect(check(files, { except: { names: ['low/table/', 'low/c.ts', 'high/'], circles: ['low/c.ts'] } })).toEqual([
    'high/ needs no exception (names)',
    'low/c.ts needs no exception (circles)',
  ]);
});

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const configuration = '.oxlintrc.syntax.json';

interface Configuration {
  readonly rules: Readonly<Record<string, unknown>>;
  readonly overrides: readonly { readonly rules?: Readonly<Record<string, unknown>> }[];
}

/** Code that breaks one rule, as a module of JavaScript. */
const inJavaScript: Readonly<Record<string, string>> = {
  'constructor-super': 'export class A extends Object { constructor() {} }',
  eqeqeq: 'export const isOne = (a) => a == 1;',
  'for-direction': 'for (let i = 0; i < 10; i--) globalThis.a = i;',
  'getter-return': 'export const a = { get b() {} };',
  'no-array-constructor': 'export const a = new Array(1, 2);',
  'no-async-promise-executor': 'export const a = new Promise(async (done) => done());',
  'no-case-declarations': 'switch (globalThis.a) { case 1: let b = 1; globalThis.b = b; }',
  'no-class-assign': 'class A {} A = 1; export { A };',
  'no-compare-neg-zero': 'export const isZero = (a) => a === -0;',
  'no-cond-assign': 'export let a; if ((a = 1)) a; if (a = 2) globalThis.a = a;',
  'no-console': "console.log('a');",
  'no-const-assign': 'export const a = 1; a = 2;',
  'no-constant-binary-expression': 'export const a = (b) => ({}) ?? b;',
  'no-constant-condition': 'if (true) globalThis.a = 1;',
  'no-control-regex': 'export const a = /\\x1f/;',
  'no-debugger': 'debugger;',
  'no-dupe-class-members': 'export class A { b() {} b() {} }',
  'no-dupe-else-if': 'export const a = (b) => { if (b) return 1; else if (b) return 2; return 3; };',
  'no-dupe-keys': 'export const a = { b: 1, b: 2 };',
  'no-duplicate-case': 'switch (globalThis.a) { case 1: break; case 1: break; }',
  'no-empty': 'if (globalThis.a) {}',
  'no-empty-character-class': 'export const a = /a[]/;',
  'no-empty-pattern': 'export const a = ({}) => 1;',
  'no-empty-static-block': 'export class A { static {} }',
  'no-ex-assign': 'try { globalThis.a(); } catch (error) { error = 1; globalThis.b = error; }',
  'no-extra-boolean-cast': 'if (!!globalThis.a) globalThis.b = 1;',
  'no-fallthrough': 'switch (globalThis.a) { case 1: globalThis.b = 1; case 2: globalThis.c = 1; }',
  'no-func-assign': 'function a() {} a = 1; export { a };',
  'no-global-assign': 'undefined = 1;',
  'no-import-assign': "import a from 'a'; a = 1;",
  'no-invalid-regexp': "export const a = new RegExp('[');",
  'no-irregular-whitespace': 'export const a =\u00a01;',
  'no-loss-of-precision': 'export const a = 9007199254740993;',
  'no-misleading-character-class': 'export const a = /[👍🏽]/;',
  'no-new-native-nonconstructor': 'export const a = new Symbol();',
  'no-obj-calls': 'export const a = Math();',
  'no-prototype-builtins': "export const a = (b) => b.hasOwnProperty('c');",
  'no-regex-spaces': 'export const a = /a  b/;',
  'no-self-assign': 'export let a = 1; a = a;',
  'no-setter-return': 'export const a = { set b(c) { return c; } };',
  'no-shadow-restricted-names': 'export const a = (undefined) => undefined;',
  'no-sparse-arrays': 'export const a = [1, , 2];',
  'no-this-before-super': 'export class A extends Object { constructor() { this.a = 1; super(); } }',
  'no-unassigned-vars': 'let a; export const b = () => a;',
  'no-undef': 'export const a = notDefined;',
  'no-unexpected-multiline': 'export const a = globalThis.b\n(globalThis.c || 1).d();',
  'no-unreachable': 'export const a = () => { return 1; globalThis.b(); };',
  'no-unsafe-finally': 'export const a = () => { try { return 1; } finally { return 2; } };',
  'no-unsafe-negation': 'export const a = (b, c) => !b in c;',
  'no-unsafe-optional-chaining': 'export const a = (b) => (b?.c).d;',
  'no-unused-expressions': 'globalThis.a + 1;',
  'no-unused-labels': 'a: for (const b of []) globalThis.b = b;',
  'no-unused-private-class-members': 'export class A { #b = 1; }',
  'no-unused-vars': 'const a = 1;',
  'no-useless-assignment': 'export const a = () => { let b = 1; b = 2; return b; };',
  'no-useless-backreference': 'export const a = /\\1(a)/;',
  'no-useless-catch': 'try { globalThis.a(); } catch (error) { throw error; }',
  'no-useless-escape': "export const a = '\\d';",
  'preserve-caught-error': "try { globalThis.a(); } catch (error) { throw new Error('failed'); }",
  'require-yield': 'export function* a() { return 1; }',
  'use-isnan': 'export const a = (b) => b === NaN;',
  'valid-typeof': "export const a = (b) => typeof b === 'strnig';",
};

/** Code that breaks one rule, as a module of TypeScript. */
const inTypeScript: Readonly<Record<string, string>> = {
  'no-var': 'export var a = 1;',
  'prefer-const': 'let a = 1; export const b = a;',
  'prefer-rest-params': 'export function a() { return arguments[0]; }',
  'prefer-spread': 'export const a = (b: number[]) => Math.max.apply(Math, b);',
  'typescript/ban-ts-comment': '// @ts-ignore\nexport const a = 1;',
  'typescript/consistent-type-imports': "import { A } from 'a'; export const a = (b: A) => b;",
  'typescript/no-duplicate-enum-values': 'export enum A { B = 1, C = 1 }',
  'typescript/no-empty-object-type': 'export const a = (b: {}) => b;',
  'typescript/no-explicit-any': 'export const a = (b: any) => b;',
  'typescript/no-extra-non-null-assertion': 'export const a = (b?: string) => b!!.length;',
  'typescript/no-misused-new': 'export interface A { new (): A; }',
  'typescript/no-namespace': 'export namespace A { export const b = 1; }',
  'typescript/no-non-null-asserted-optional-chain': 'export const a = (b?: { c: string }) => b?.c!;',
  'typescript/no-non-null-assertion': 'export const a = (b?: string) => b!.length;',
  'typescript/no-require-imports': "export const a = require('a');",
  'typescript/no-this-alias': 'export class A { b() { const c = this; return c; } }',
  'typescript/no-unnecessary-type-constraint': 'export const a = <B extends unknown>(b: B) => b;',
  'typescript/no-unsafe-declaration-merging': 'export class A { b = 1; } export interface A { c: number; }',
  'typescript/no-unsafe-function-type': 'export const a = (b: Function) => b;',
  'typescript/no-wrapper-object-types': 'export const a = (b: String) => b;',
  'typescript/prefer-as-const': "export const a = 'b' as 'b';",
  'typescript/prefer-namespace-keyword': 'export declare module A { const b: number; }',
  'typescript/triple-slash-reference': '/// <reference path="a" />\nimport a from \'a\'; export default a;',
};

/** What only scripts can contain, or only some files may not. */
const elsewhere: Readonly<Record<string, readonly [file: string, code: string]>> = {
  'no-delete-var': ['delete-var.cjs', 'var a = 1; delete a; module.exports = a;'],
  'no-nonoctal-decimal-escape': ['escape.cjs', "module.exports = '\\8';"],
  'no-redeclare': ['redeclare.cjs', 'var a = 1; var a = 2; module.exports = a;'],
  'no-restricted-properties': ['e2e/test/poll.ts', "import { expect } from 'vitest'; expect.poll(() => 1);"],
  'no-with': ['with.cjs', 'with (globalThis.a) b();'],
};

/** What the options of the rules allow. */
const allowed: Readonly<Record<string, string>> = {
  'allowed.js': 'export const a = (_b) => 1; const { c, ...d } = globalThis.e; export { d };',
  'allowed.ts': 'declare global { namespace A { interface B { c: number } } } export const a = (_b: number) => 1;',
  'scripts/allowed.js': "console.log('a');",
};

const fileOf = (rule: string, extension: string) => `${rule.replace('/', '-')}.${extension}`;
const samples: readonly (readonly [rule: string, file: string, code: string])[] = [
  ...Object.entries(inJavaScript).map(([rule, code]) => [rule, fileOf(rule, 'js'), code] as const),
  ...Object.entries(inTypeScript).map(([rule, code]) => [rule, fileOf(rule, 'ts'), code] as const),
  ...Object.entries(elsewhere).map(([rule, [file, code]]) => [rule, file, code] as const),
];

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** Checks files with the rules of this repository. @returns what each file breaks */
function lint(folder: string): ReadonlyMap<string, readonly string[]> {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  let report = '';
  try {
    execFileSync(process.execPath, [oxlint, '-c', configuration, '-f', 'json'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    report = (error as { readonly stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(report) as Report;
  const rules = new Map<string, string[]>();
  for (const { code, filename } of diagnostics) {
    const [, plugin = '', rule = ''] = /^([\w-]+)\(([\w-]+)\)$/.exec(code) ?? [];
    rules.set(filename, [...(rules.get(filename) ?? []), plugin === 'eslint' ? rule : `${plugin}/${rule}`]);
  }
  return rules;
}

describe('the rules that need no types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let found: ReadonlyMap<string, readonly string[]>;
  beforeAll(() => {
    copyFileSync(join(root, configuration), join(folder, configuration));
    mkdirSync(join(folder, 'e2e/test'), { recursive: true });
    mkdirSync(join(folder, 'scripts'));
    const files = [...samples.map(([, file, code]) => [file, code] as const), ...Object.entries(allowed)];
    for (const [file, code] of files) writeFileSync(join(folder, file), `${code}\n`);
    found = lint(folder);
  });

  it.each(samples)('include %s', (rule, file) => {
    expect(found.get(file)).toContain(rule);
  });

  it.each(Object.keys(allowed))('allow %s', (file) => {
    expect(found.get(file)).toBeUndefined();
  });

  it('have a sample each', () => {
    // Our own file, as the linter reads it.
    const { rules, overrides } = JSON.parse(readFileSync(join(root, configuration), 'utf8')) as Configuration;
    const names = [rules, ...overrides.map((override) => override.rules ?? {})].flatMap((list) => Object.keys(list));
    expect([...new Set(samples.map(([rule]) => rule))].sort()).toEqual([...new Set(names)].sort());
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { pathToRegexp } from 'path-to-regexp';
import { describe, expect, it } from 'vitest';
import { compilePath } from '../../src/full-stack/compile-path.js';
import { createPathMatcher, MalformedURLError } from '../../src/full-stack.js';

interface Vector {
  readonly fn: string;
  readonly args: readonly [patterns: readonly string[], path: string];
  readonly expected: { readonly ok: boolean; readonly value?: unknown };
}
const file = new URL('../vectors/keys-and-urls.json', import.meta.url);
const recorded = JSON.parse(readFileSync(file, 'utf8')) as readonly Vector[];

const tokens = [
  '/',
  'a',
  'b',
  'A',
  '-',
  '(.*)',
  '(.+)',
  ':id',
  ':x',
  ':id?',
  '/:p*',
  '/:p+',
  '(a|b)',
  '(\\d+)',
  '{-:y}?',
  '([^/]*)',
  '(aa)?',
];
const letters = ['/', '/a', 'a', 'b', 'B', '-', '1', '#', '?', '//', 'a-b', 'ab'];

function outcome(run: () => unknown): unknown {
  try {
    return { ok: true, value: run() };
  } catch {
    return { ok: false };
  }
}

describe('createPathMatcher', () => {
  it('matches what the recordings of the official function match', () => {
    const cases = recorded.filter(({ fn }) => fn === 'createPathMatcher');
    expect(cases.length).toBeGreaterThan(10);
    for (const { args, expected } of cases) {
      const { ok, value } = expected;
      const known = ok ? { ok, value } : { ok };
      expect(
        outcome(() => createPathMatcher(args[0])(args[1])),
        JSON.stringify(args),
      ).toEqual(known);
    }
  });

  it('matches what path-to-regexp matches', () => {
    const pattern = fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const path = fc.array(fc.constantFrom(...letters), { maxLength: 7 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, fc.array(path, { minLength: 1, maxLength: 8 }), (given, paths) => {
        let expression: RegExp;
        try {
          expression = pathToRegexp(given);
        } catch {
          expect(() => compilePath(given)).toThrow(TypeError);
          return;
        }
        const matches = compilePath(given);
        for (const each of paths) expect(matches(each), `${given} ${each}`).toBe(expression.test(each));
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ['/a(.*)/b(.*)/c(.*)/d', `/a${'/b/c'.repeat(4000)}`],
    ['/(.*)/(.*)/(.*)/(.*)/x', '/a'.repeat(8000)],
    ['/:a-:b-:c-:d/x', `/${'a-'.repeat(8000)}`],
    ['/:path*/x/:rest+/y', '/a'.repeat(8000)],
    ['/sign-(in|up)(.*)(.*)(.*)!', `/sign-in${'up'.repeat(8000)}`],
  ])('takes no more than a moment for %s and a long path', (pattern, path) => {
    // A regular expression takes minutes; the test would time out.
    expect(createPathMatcher(pattern)(path)).toBe(false);
    expect(createPathMatcher(pattern)(path.slice(0, 20))).toBe(false);
  });

  it('lets no spelling escape, and knows what is no path', () => {
    const matches = createPathMatcher(['/admin(.*)', /^\/exact$/g]);
    for (const path of ['/admin', '/ADMIN/x', '/%61dmin', '//admin', '/admin/%0Ax', '/admin//x', '/exact'])
      expect(matches(path), path).toBe(true);
    // A global expression must not remember where it was.
    expect(matches('/exact')).toBe(true);
    for (const path of ['/', '/adm', '/x/admin', '/exact/']) expect(matches(path), path).toBe(false);
    expect(() => matches('/%zz')).toThrow(MalformedURLError);
  });

  it('takes one pattern or several, with groups of their own too', () => {
    expect(createPathMatcher('/orders/(\\d{3})')('/orders/123')).toBe(true);
    expect(createPathMatcher('/orders/(\\d{3})')('/orders/12')).toBe(false);
    expect(createPathMatcher(/^\/x/)('/xy')).toBe(true);
    expect(createPathMatcher([])('/')).toBe(false);
    expect(() => createPathMatcher('/(?x)')).toThrow(TypeError);
  });
});

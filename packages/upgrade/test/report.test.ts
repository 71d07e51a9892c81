import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeFindings, describeSteps } from '../src/report/describe-findings.js';
import { byRisk, finding, findingCodes, risks } from '../src/source/finding.js';

const findings = byRisk([
  finding('variable-gone', '.env', 2, 'CLERK_LOGGING'),
  ...Array.from({ length: 7 }, (_, index) => finding('status-changed', 'a.js', index + 1, `guard ${index}`)),
  finding('first-counts', 'b.js', 3, 'clerkMiddleware(options)'),
  finding('name-elsewhere', 'tsconfig.json', 4, '@clerk/express'),
  finding('status-changed', 'b.js', 9, 'guard'),
  finding('not-parsed', 'c.js', 1, 'Unexpected token'),
]);

describe('the report', () => {
  const places = stripVTControlCharacters(describeFindings(findings));
  const steps = stripVTControlCharacters(describeSteps(findings));

  it('gives each reason once, with all its places', () => {
    const { why } = finding('status-changed', '', 0, '');
    expect(places.split(why)).toHaveLength(2);
    expect(places.match(/\(status-changed\)/g)).toHaveLength(8);
    expect(places).toContain('12 places for you to look at');
  });

  it('ends with what a person must do, the most urgent first', () => {
    const order = ['not-parsed', 'first-counts', 'name-elsewhere', 'status-changed', 'variable-gone'] as const;
    const expected = order.map((code, index) => `${index + 1}. ${finding(code, '', 0, '').todo} (${code})`);
    expect(Array.from(steps.matchAll(/^ *(\d\. .*)$/gm), ([, line]) => line)).toEqual(expected);
  });

  it('names the first places of each step', () => {
    expect(steps).toContain('a.js:1, a.js:2, a.js:3, a.js:4, a.js:5, 3 more');
    expect(steps).toContain('tsconfig.json:4\n');
  });

  it('is empty if there is nothing to do', () => {
    expect(describeFindings([]) + describeSteps([])).toBe('');
  });

  it('knows the risk of every kind, and has kinds of every risk', () => {
    const known = findingCodes.map((code) => finding(code, '', 0, '').risk);
    expect(new Set(known)).toEqual(new Set(risks));
  });
});

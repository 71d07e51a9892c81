import { createClerkClient } from '@clerk/backend';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../src/errors.js';
import { encodeBody, encodeJson, encodePathValue, encodeQuery, snakeCase } from '../../src/rest/encode.js';
import type { Recorder } from './recorder.js';
import { startRecorder } from './recorder.js';

let recorder: Recorder;
beforeAll(async () => {
  recorder = await startRecorder();
});
afterAll(() => recorder.close());

/** The official client as the measure: whatever is drawn, both must send the same. */
async function sentByOfficialClient(params: Readonly<Record<string, unknown>>, method: 'createUser' | 'getCount') {
  const official = createClerkClient({ secretKey: 'sk_test_x', apiUrl: recorder.origin });
  await official.users[method](params);
  return recorder.requests.at(-1);
}

const characters = ['a', 'b', 'A', 'B', '1', '2', '_', '-', '.', ' ', 'é', 'É', 'ß', '日'];
const name = fc
  .oneof(fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 10 }), fc.string({ minLength: 1 }))
  .filter((text) => !(text in Object.prototype));

describe('names', () => {
  it('are rewritten as the official client does it', async () => {
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        const request = await sentByOfficialClient({ [text]: 1 }, 'createUser');
        expect({ [snakeCase(text)]: 1 }).toEqual(JSON.parse(String(request?.body)));
      }),
      { numRuns: 300 },
    );
  });

  it('are rewritten on the first level only, unless asked for', () => {
    const params = { publicMetadata: { aB: [{ cD: 1 }] }, when: new Date(0) };
    expect(encodeBody(params)).toEqual({ public_metadata: { aB: [{ cD: 1 }] }, when: new Date(0) });
    expect(encodeBody(params, true)).toEqual({ public_metadata: { a_b: [{ c_d: 1 }] }, when: new Date(0) });
  });
});

describe('bodies that have no JSON', () => {
  const nest = (levels: number) => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { aB: value };
    return value;
  };
  const itself: Record<string, unknown> = {};
  itself['itself'] = itself;

  it.each([
    ['nested 100,000 levels', nest(100_000)],
    ['a value that contains itself', itself],
  ])('%s: an error that says so, on all levels and on the first', (_name, value) => {
    expect(() => encodeBody({ value }, true)).toThrow(InvalidArgumentError);
    expect(() => encodeJson(encodeBody({ value }))).toThrow(InvalidArgumentError);
  });

  it('a BigInt: an error that says so', () => {
    expect(() => encodeJson(encodeBody({ value: 1n }))).toThrow(InvalidArgumentError);
  });

  it('what is nested less deeply is sent', () => {
    expect(JSON.stringify(encodeBody({ value: nest(200) }, true))).not.toContain('aB');
  });
});

describe('queries', () => {
  it('are encoded as the official client does it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (query) => {
        const request = await sentByOfficialClient({ query }, 'getCount');
        expect(encodeQuery({ query })).toBe(request?.query);
      }),
      { numRuns: 200 },
    );
  });

  it('have every value, and nothing that is none', () => {
    const none = { empty: '', missing: undefined, nothing: null, notANumber: Number.NaN, list: [] };
    expect(encodeQuery({ ...none, offset: 0, isOpen: false, at: new Date(0) })).toBe(
      'offset=0&is_open=false&at=1970-01-01T00%3A00%3A00.000Z',
    );
  });

  it('refuse what has no text form', () => {
    expect(() => encodeQuery({ filter: { a: 1 } })).toThrow(InvalidArgumentError);
    expect(() => encodeQuery({ query: '\ud800' })).toThrow(InvalidArgumentError);
  });
});

describe('path values', () => {
  it('stay one segment that decodes to what was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        fc.pre(!/^\.{1,2}$/.test(value) && !/(^|[\\/])\.{1,2}([\\/]|$)|%/.test(value));
        const url = new URL(`http://x.example/users/${encodePathValue('userId', value)}/ban`);
        const [, users, segment = '', ban] = url.pathname.split('/');
        expect([users, decodeURIComponent(segment), ban]).toEqual(['users', value, 'ban']);
      }),
    );
  });

  it.each([undefined, null, '', 5, {}, '..', '%2E%2e', '%25252e%25252e', 'a\\..\\b', '\ud800'])(
    'refuse %j',
    (value) => {
      expect(() => encodePathValue('userId', value)).toThrow(InvalidArgumentError);
    },
  );
});

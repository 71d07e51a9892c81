import { describe, expect, it } from 'vitest';
import { createGuard, type GuardOptions } from '../../src/adapter.js';

// Which values the members for OAuth access tokens take. What they require of a token is in `hostile-oauth-tokens.test.ts`.

const make = (asked: object) => () => createGuard({ token: 'oauth_token', ...asked }, 'protect');
const scopesWanted = '`scopes` must be a scope, or a list of scopes, without spaces and quotes, ';
const actorWanted = '`actor` must be true, false, the id of an actor, or a list of ids, ';

describe('scopes', () => {
  it.each(['read', 'files:read', '!', '~', '#[]', ['read'], ['read', 'https://api.example.com/write']])(
    'may be %j',
    (scopes) => {
      expect(make({ scopes })).not.toThrow();
    },
  );

  it.each(
    [
      '',
      ' ',
      'read write',
      ' read',
      'read ',
      '"read',
      'read"',
      'a\\b',
      'read\n',
      '\u007F',
      'é',
      5,
      null,
      true,
      {},
      [],
      [''],
      ['read', 'a b'],
      ['a b', 'read'],
      ['read', 5],
      [5],
      [null],
      [['read']],
    ].map((value) => [value]),
  )('must not be %j', (scopes) => {
    expect(make({ scopes })).toThrow(scopesWanted);
  });
});

describe('actor', () => {
  it.each([[true], [false], ['user_1'], [['user_1', 'user_2']]])('may be %j', (actor) => {
    expect(make({ actor })).not.toThrow();
  });

  it.each(['', ' ', 5, null, {}, [], [''], ['user_1', ' '], [' ', 'user_1'], [true], [5]].map((value) => [value]))(
    'must not be %j',
    (actor) => {
      expect(make({ actor })).toThrow(actorWanted);
    },
  );
});

describe.each(Object.entries({ scopes: 'read', resource: 'https://api.example.com/mcp' }))('%s', (name, value) => {
  it.each([undefined, 'session_token', 'any', ['oauth_token', 'api_key'], ['api_key', 'oauth_token']])(
    'is no rule for tokens of the kind %j',
    (token) => {
      const asked = { [name]: value, ...(token !== undefined && { token }) };
      expect(() => createGuard(asked as GuardOptions, 'protect')).toThrow(
        expect.objectContaining({
          code: 'option_invalid',
          message: `protect: \`${name}\` needs \`token: 'oauth_token'\` alone. Guard other kinds on a route of their own.`,
        }),
      );
    },
  );

  it('is one for OAuth access tokens alone, also in a list', () => {
    for (const token of ['oauth_token', ['oauth_token']])
      expect(() => createGuard({ [name]: value, token } as GuardOptions, 'protect')).not.toThrow();
  });
});

it('other members need no kind of token', () => {
  for (const asked of [{}, { actor: true }, { token: 'api_key' }, { token: ['api_key', 'oauth_token'] }])
    expect(() => createGuard(asked as GuardOptions, 'protect')).not.toThrow();
});

it.each(['<p>no</p>', true, null, {}, []].map((value) => [value]))('refusalPage must not be %j', (refusalPage) => {
  expect(make({ refusalPage })).toThrow('`refusalPage` must be a function that gives HTML, ');
});

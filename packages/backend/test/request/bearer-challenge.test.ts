import { expect, it } from 'vitest';
import { bearerChallenge, type ChallengeParams } from '../../src/request/bearer-challenge.js';

it.each<[ChallengeParams, string]>([
  [{}, 'Bearer'],
  [{ scopes: [] }, 'Bearer'],
  [{ error: 'invalid_token' }, 'Bearer error="invalid_token"'],
  [{ scopes: ['read', 'write'] }, 'Bearer scope="read write"'],
  [
    { error: 'insufficient_scope', scopes: ['read'], metadataUrl: 'https://api.example.com/x' },
    'Bearer error="insufficient_scope", resource_metadata="https://api.example.com/x", scope="read"',
  ],
  [{ metadataUrl: 'a"b\\c' }, String.raw`Bearer resource_metadata="a\"b\\c"`],
  // Nothing that could not be sent, or would end the header.
  [{ metadataUrl: 'a\r\nset-cookie: x', scopes: ['read'] }, 'Bearer scope="read"'],
  [{ metadataUrl: '\u00E9', scopes: ['read'] }, 'Bearer scope="read"'],
  [{ metadataUrl: 'a\u00E9', scopes: ['read'] }, 'Bearer scope="read"'],
  [{ metadataUrl: '\u00E9a', scopes: ['read'] }, 'Bearer scope="read"'],
  [{ metadataUrl: '' }, 'Bearer'],
])('%j gives %s', (params, value) => {
  expect(bearerChallenge(params)).toBe(value);
});

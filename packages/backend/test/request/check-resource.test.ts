import { describe, expect, it } from 'vitest';
import { audiencesOf, checkResource, resourceMetadataUrl } from '../../src/request/check-resource.js';

const expected = 'the public https address of this server (http only on this machine)';

describe('the address of a resource', () => {
  it.each([
    'https://api.example.com',
    'https://api.example.com/',
    'https://api.example.com/mcp',
    'https://api.example.com/mcp/',
    'https://api.example.com:8443/mcp',
    'http://localhost:3000/mcp',
    'http://127.0.0.1:3000',
  ])('may be %s', (value) => {
    expect(checkResource(value)).toBeUndefined();
  });

  it.each([
    [''],
    [5],
    [undefined],
    [new URL('https://api.example.com')],
    ['api.example.com'],
    ['ftp://api.example.com'],
    ['x https://api.example.com'],
    [' https://api.example.com'],
    ['https://'],
    ['https://['],
    ['http://api.example.com'],
    ['http://localhost.evil.example'],
    ['https://api.example.com/a b'],
    ['https://api.example.com/mcp '],
    ['https://api.example.com?x=1'],
    ['https://api.example.com#x'],
    ['https://user@api.example.com'],
    ['https://api.example.com\\mcp'],
    ['https://api.example.com/"'],
  ])('must not be %j', (value) => {
    expect(checkResource(value)).toBe(`${expected}, without user, query and fragment`);
  });

  it.each([
    ['HTTPS://api.example.com', undefined],
    ['https://API.example.com/mcp', 'https://api.example.com/mcp'],
    ['https://api.example.com:443/mcp', 'https://api.example.com/mcp'],
    ['https://API.example.com/', 'https://api.example.com'],
    ['https://api.example.com/a/../mcp', 'https://api.example.com/mcp'],
    ['https://api.example.com/é', 'https://api.example.com/%C3%A9'],
  ])('%s is written otherwise', (value, form) => {
    const end = form === undefined ? ', without user, query and fragment' : `, in the form \`${form}\``;
    expect(checkResource(value)).toBe(expected + end);
  });
});

it('without a path may have a slash in the audience of a token; with one it may not', () => {
  const both = ['https://api.example.com', 'https://api.example.com/'];
  expect(audiencesOf('https://api.example.com')).toEqual(both);
  expect(audiencesOf('https://api.example.com/')).toEqual(both);
  expect(audiencesOf('https://api.example.com/mcp')).toEqual(['https://api.example.com/mcp']);
});

it('has its metadata at the well-known path, followed by its own', () => {
  const base = 'https://api.example.com/.well-known/oauth-protected-resource';
  expect(resourceMetadataUrl('https://api.example.com')).toBe(base);
  expect(resourceMetadataUrl('https://api.example.com/')).toBe(base);
  expect(resourceMetadataUrl('https://api.example.com/mcp')).toBe(`${base}/mcp`);
});

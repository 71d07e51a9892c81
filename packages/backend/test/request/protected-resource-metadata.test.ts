import { expect, it } from 'vitest';
import { protectedResourceMetadata } from '../../src/request/protected-resource-metadata.js';

const resource = 'https://api.example.com/mcp';

it('needs no publishable key where the issuers are named', () => {
  const authorization_servers = ['https://clerk.example.com'];
  const { status, body } = protectedResourceMetadata({ resource, authorization_servers }, 'test')('GET', {});
  expect(status).toBe(200);
  expect(JSON.parse(String(body))).toMatchObject({ resource, authorization_servers });
});

it('needs one otherwise', () => {
  expect(() => protectedResourceMetadata({ resource }, 'test')('GET', {})).toThrow(/publishable key/i);
});

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRedis } from '../redis.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redis-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

describe('findRedis', () => {
  it('takes the server the environment names, before any on PATH', () => {
    program('redis-server');
    const named = program('my-redis');
    expect(findRedis({ PATH: folder, REDIS_SERVER_PATH: named })).toBe(named);
  });

  it('finds redis-server or valkey-server on PATH', () => {
    const file = program('valkey-server');
    expect(findRedis({ PATH: `/does/not/exist:${folder}` })).toBe(file);
    expect(findRedis({ PATH: '/does/not/exist' })).toBeUndefined();
  });

  it('does not take another server for a named one that cannot be run', () => {
    program('redis-server');
    expect(() => findRedis({ PATH: folder, REDIS_SERVER_PATH: join(folder, 'missing') })).toThrow('REDIS_SERVER_PATH');
  });
});

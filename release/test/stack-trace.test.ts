import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { hostNode } from '../../scripts/host-node.mjs';
import { packages } from '../src/published.js';

// An uncaught error prints the line of the code that threw it before its message: that has to be a line, not a file.

const { registry, installed: place } = inject('released');

/** What a process that ends with an uncaught error prints to stderr. */
function crash(...args: readonly string[]): string {
  const { status, stderr } = spawnSync(hostNode, args, { cwd: place, env: registry.env, encoding: 'utf8' });
  expect(status).toBe(1);
  return stderr;
}

function expectShort(stderr: string, message: string): void {
  expect(stderr).toContain(message);
  expect(stderr.length).toBeLessThan(2000);
}

const faults = [
  ['backend', 'createClerkClient({ timeoutMs: -1 })', 'timeoutMs'],
  ['backend', "createClerkClient({}).users.getUser('user_1')", 'secretKey'],
  ['backend', "verifyToken('x', {})", 'token'],
  ['express', 'clerkMiddleware({ timeoutMs: -1 })', 'timeoutMs'],
  ['hono', 'clerkMiddleware({ timeoutMs: -1 })', 'timeoutMs'],
  ['emulator', 'createEmulator({ seed: 5 })', 'seed'],
] as const;

describe.each(faults)('@acme/%s: %s', (name, call, message) => {
  const [, named] = /^(\w+)/.exec(call) ?? [];

  it('in an ES module', () => {
    writeFileSync(join(place, 'fault.mjs'), `import { ${named} } from '@acme/${name}';\nawait ${call};\n`);
    expectShort(crash('fault.mjs'), message);
  });

  it('in a CommonJS module', () => {
    writeFileSync(
      join(place, 'fault.cjs'),
      `const { ${named} } = require('@acme/${name}');\n(async () => ${call})();\n`,
    );
    expectShort(crash('fault.cjs'), message);
  });
});

describe('the commands', () => {
  it.each([
    ['upgrade', ['.']],
    ['emulator', ['--port', '0']],
  ])('%s', (name, args) => {
    const bin = readdirSync(join(place, 'node_modules/@acme', name, 'bin'))[0] ?? '';
    const preload = `const fail = () => { throw new Error('this machine has none'); };
process.cwd = require('node:http').createServer = fail;
require('node:module').syncBuiltinESMExports();`;
    writeFileSync(join(place, 'preload.cjs'), preload);
    const file = join(place, 'node_modules/@acme', name, 'bin', bin);
    expectShort(crash('--require', './preload.cjs', file, ...args), 'this machine has none');
  });
});

describe.each(packages)('@acme/%s', (name) => {
  it('has no line that fills a screen', () => {
    const dist = join(place, 'node_modules/@acme', name, 'dist');
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[cm]?js$/.test(file));
    expect(files.length).toBeGreaterThan(0);
    // Lines that cannot throw are left out: those that name what a file takes from another one, or gives.
    const lines = files.flatMap((file) => readFileSync(join(dist, file), 'utf8').split('\n'));
    const code = lines.filter((line) => !/^(import|export) \{/.test(line));
    expect(Math.max(...code.map((line) => line.length))).toBeLessThan(2000);
    expect(lines.length).toBeGreaterThan(files.length * 3);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secrets } from './build-app.js';

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(import.meta.dirname, 'app', 'dist', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

/** Texts that the server half has in every form, minified or not. */
const traces = ['acme', 'CLERK_', '__session', '__clerk', 'x-clerk-auth', 'middleware_missing', 'clerkClient'];

describe('what is built for browsers', () => {
  it.each(traces)('has nothing of the server: %s', (trace) => {
    const server = filesIn('server');
    const client = filesIn('client');
    // The server has it, so the text is still one that would be found.
    expect(server.some((text) => text.includes(trace))).toBe(true);
    expect(client.length).toBeGreaterThan(0);
    expect(client.filter((text) => text.includes(trace)).map((text) => text.slice(0, 80))).toEqual([]);
  });

  it('has the application', () => {
    expect(filesIn('client').some((text) => text.includes('nobody'))).toBe(true);
  });

  it.each(Object.keys(secrets) as (keyof typeof secrets)[])(
    'has no %s, and what is built for the server neither',
    (name) => {
      for (const folder of ['client', 'server'])
        expect(filesIn(folder).filter((text) => text.includes(secrets[name]))).toEqual([]);
    },
  );
});

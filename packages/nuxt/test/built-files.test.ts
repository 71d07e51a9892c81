import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secrets } from './build-app.js';

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(import.meta.dirname, 'app', '.output', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

/** Texts that the server half has in every form, minified or not. */
const traces = ['@acme', '__session', 'x-clerk-auth', 'middleware_missing', 'CLERK_SECRET_KEY'];

describe('what is built for browsers', () => {
  it.each(traces)('has nothing of the server: %s', (trace) => {
    // The server has it, so the text is still one that would be found.
    expect(filesIn('server').some((text) => text.includes(trace))).toBe(true);
    const client = filesIn('public');
    expect(client.length).toBeGreaterThan(0);
    expect(client.filter((text) => text.includes(trace)).map((text) => text.slice(0, 80))).toEqual([]);
  });

  it('has the application', () => {
    expect(filesIn('public').some((text) => text.includes('The error page of the application'))).toBe(true);
  });
});

describe('what is built with secrets in the environment and in a file .env', () => {
  it.each(Object.keys(secrets))('has no %s', (name) => {
    const files = [...filesIn('public'), ...filesIn('server')];
    expect(files.filter((text) => text.includes(secrets[name] ?? '')).map((text) => text.slice(0, 80))).toEqual([]);
  });
});

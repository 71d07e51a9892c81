import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../browser.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function program(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

describe('findBrowser', () => {
  it('takes the one CHROMIUM_PATH names before one on PATH', () => {
    const named = program('my-browser');
    program('chromium');
    expect(findBrowser({ CHROMIUM_PATH: named, PATH: folder })).toBe(named);
  });

  it('takes the one CHROME_PATH names', () => {
    const named = program('my-browser');
    expect(findBrowser({ CHROME_PATH: named })).toBe(named);
  });

  it('finds one on PATH', () => {
    const onPath = program('google-chrome');
    expect(findBrowser({ PATH: `/nowhere:${folder}` })).toBe(onPath);
  });

  it('prefers one that has no window', () => {
    program('chromium');
    const headless = program('chromium-headless-shell');
    expect(findBrowser({ PATH: folder })).toBe(headless);
  });

  it('refuses a variable that names no program', () => {
    const file = join(folder, 'text');
    writeFileSync(file, '');
    expect(() => findBrowser({ CHROMIUM_PATH: file })).toThrow(`CHROMIUM_PATH=${file} is not a program`);
  });
});

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { findBrowser } from '../../../../scripts/browser.mjs';

it('the fixtures for Playwright sign people in and give each worker data of its own', async () => {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  const cwd = fileURLToPath(new URL('playwright/', import.meta.url));
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, CHROMIUM_PATH: findBrowser(), CI: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'test'], { cwd, env });
  expect(stdout).toContain('6 passed');
});

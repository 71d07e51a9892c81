import { defineConfig } from '@playwright/test';

export default defineConfig({
  fullyParallel: true,
  workers: 2,
  reporter: 'line',
  outputDir: '../../../node_modules/.cache/playwright-results',
  use: { launchOptions: { executablePath: process.env['CHROMIUM_PATH'] ?? '' } },
});

import type { EmulatorOptions } from '@acme/emulator';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveReactApp, type ReactApp } from './react-app.js';
import { ReactVisitor } from './react-visitor.js';
import { launchBrowser } from './visitor.js';

/** Defines a test with an emulator and a browser profile of its own. */
export type DefineFlow = (
  title: string,
  run: (visitor: ReactVisitor) => Promise<void>,
  options?: EmulatorOptions,
) => void;

/** Defines tests of the React app that share a browser and run side by side, because they mostly wait for pages. */
export function describeFlows(name: string, define: (flow: DefineFlow) => void): void {
  describe.concurrent(name, () => {
    let browser: Browser;
    let app: ReactApp;
    beforeAll(async () => {
      [browser, app] = await Promise.all([launchBrowser(), serveReactApp()]);
    });
    afterAll(async () => {
      await browser.close();
      await app.close();
    });
    define((title, run, options) => {
      it(title, async () => {
        const visitor = await ReactVisitor.open(browser, app.url, options);
        try {
          await run(visitor);
          expect(visitor.faults).toEqual([]);
        } catch (error) {
          await visitor.saveEvidence(`react ${name} ${title}`);
          throw error;
        } finally {
          await visitor.close();
        }
      });
    });
  });
}

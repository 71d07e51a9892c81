import { afterAll, onTestFinished, TestRunner } from 'vitest';

type CleanUp = () => void | Promise<void>;
const ofTheFile: CleanUp[] = [];

// This module is loaded once for each test file, while vitest collects its tests.
afterAll(async () => {
  for (const cleanUp of ofTheFile.splice(0).reverse()) await cleanUp();
});

/** Runs `cleanUp` after the test that is running, or after the last test of the file when none is. Last in, first out. */
export function atTheEnd(cleanUp: CleanUp): void {
  if (TestRunner.getCurrentTest()) onTestFinished(cleanUp);
  else ofTheFile.push(cleanUp);
}

import { onTestFinished, TestRunner } from 'vitest';

type CleanUp = () => void | Promise<void>;
let ofTheFile: CleanUp[] | undefined;

/** Runs `cleanUp` after the test that is running, or after the last test of the file when none is. Last in, first out. */
export function atTheEnd(cleanUp: CleanUp): void {
  if (TestRunner.getCurrentTest()) onTestFinished(cleanUp);
  else if (ofTheFile) ofTheFile.push(cleanUp);
  else
    throw new Error(
      'Nobody cleans up at the end of this file: its vitest.config.ts needs the setup file of vitest.base.ts.',
    );
}

/** Begins a test file, and gives the function that ends it: files may share this module, so a setup file calls it for each of them. */
export function beginFile(): () => Promise<void> {
  const own: CleanUp[] = [];
  ofTheFile = own;
  return async () => {
    ofTheFile = undefined;
    for (const cleanUp of own.splice(0).reverse()) await cleanUp();
  };
}

import { readFileSync, writeFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { isInSample, keyOf, reportPath } from './results.mjs';

/** A logger for what would be repeated in Stryker's own pass. */
const silent = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
  fatal() {},
};

/**
 * Puts all changes into the sources, each off, and writes down which there are.
 * @param {string} subject
 * @param {readonly string[]} paths - of the sources
 * @returns puts the sources back
 */
export async function prepareQuickPass(subject, paths) {
  const sources = paths.map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const { files, mutants } = await new Instrumenter(silent).instrument(sources, {
    ignorers: [],
    plugins: null,
    excludedMutations: [],
  });
  const keys = mutants
    .filter(({ status }) => status === undefined)
    .map((mutant) => /** @type {const} */ ([mutant.id, keyOf(mutant)]))
    .filter(([, key]) => isInSample(key));
  writeFileSync(reportPath(subject, '.changes.json'), JSON.stringify(Object.fromEntries(keys)));
  for (const { name, content } of files) writeFileSync(name, content);
  return () => {
    for (const { name, content } of sources) writeFileSync(name, content);
  };
}

import { readFileSync, writeFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { isInSample, keyOf, placeOf, writeChanges } from './results.mjs';

/** Stryker's logger: its messages are of no use here. */
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
export async function insertChanges(subject, paths) {
  const sources = paths.map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const { files, mutants } = await new Instrumenter(silent).instrument(sources, {
    ignorers: [],
    plugins: null,
    excludedMutations: [],
  });
  const contents = new Map(sources.map(({ name, content }) => [name, content]));
  const changes = mutants
    .filter(({ status }) => status === undefined)
    .map((mutant) => {
      const place = placeOf(mutant, contents.get(mutant.fileName) ?? '');
      return /** @type {const} */ ([mutant.id, { key: keyOf(mutant), place }]);
    })
    .filter(([, { key }]) => isInSample(key));
  writeChanges(subject, Object.fromEntries(changes));
  for (const { name, content } of files) writeFileSync(name, content);
  return () => {
    for (const { name, content } of sources) writeFileSync(name, content);
  };
}

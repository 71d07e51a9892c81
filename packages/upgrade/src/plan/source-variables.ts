import { variableMentions } from '../project/variable-mentions.js';
import { remainingVariables } from '../remaining/remaining-variables.js';
import { embeddedCode } from '../source/embedded-code.js';
import { parseSource } from '../source/parse-source.js';
import { SourceFile } from '../source/source-file.js';
import { withoutComments } from './migrate-sources.js';

/** A place in code that names a variable of the environment by an old name. */
export interface SourceVariable {
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

/** The places in a source file that name such variables. Variables of the code that have the same names are none. */
export function sourceVariables(path: string, text: string): readonly SourceVariable[] {
  if (!text.includes('CLERK_')) return [];
  const parsed = embeddedCode(path, text) ? undefined : parseSource(path, text);
  if (!parsed?.ok) return variableMentions(withoutComments(text));
  return remainingVariables(new SourceFile(path, text, parsed.ast)).map(({ name, path: place }) => ({
    name,
    line: place.node.loc?.start.line ?? 1,
  }));
}

import type { SourceFile } from '../source/source-file.js';

/** A name that new code needs from a module. */
export interface NeededName {
  readonly name: string;
  readonly local: string;
  readonly module: string;
  readonly isType: boolean;
}

const longestLine = 100;

/** An import of one module, without a semicolon at its end. */
export function importText(file: SourceFile, names: readonly NeededName[], style: 'import' | 'require'): string {
  const { newline, indent } = file.style;
  const [first] = names;
  const isType = first?.isType ?? false;
  const separator = style === 'import' || isType ? ' as ' : ': ';
  const specifiers = names.map(({ name, local }) => (name === local ? name : `${name}${separator}${local}`)).sort();
  const module = file.quoted(first?.module ?? '');
  const write = (list: string) =>
    style === 'import' || isType
      ? `import ${isType ? 'type ' : ''}{${list}} from ${module}`
      : `const {${list}} = require(${module})`;
  const line = write(` ${specifiers.join(', ')} `);
  const lines = specifiers.map((specifier) => `${newline}${indent}${specifier},`).join('');
  return line.length > longestLine ? write(`${lines}${newline}`) : line;
}

import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { compile, problemsOf } from './compile.js';

const entries = [
  '@acme/backend',
  '@acme/backend/adapter',
  '@acme/backend/proxy',
  '@acme/backend/webhooks',
  '@acme/emulator',
];

/**
 * A guard must not be made with a requirement that is missing by mistake, nor a handler take another kind of token than it means, so
 * the compiler refuses undefined there.
 */
const closed = new Set(['ProtectOptions', 'GuardOptions', 'GetAuthOptions', 'AsyncGetAuthOptions']);

/** Names of the types that applications fill in: parameters of calls, and options. */
function inputTypes(): readonly (readonly [entry: string, name: string])[] {
  const { program, file } = compile(
    entries.map((entry, index) => `import type * as m${index} from '${entry}';`).join('\n'),
  );
  const checker = program.getTypeChecker();
  return file.statements.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier }) => {
    const module = checker.getSymbolAtLocation(moduleSpecifier);
    return (module ? checker.getExportsOfModule(module) : [])
      .filter(({ name }) => /^[A-Z]\w*(Params|Options|Settings)$/.test(name) && !closed.has(name))
      .map(({ name }) => [ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '', name] as const);
  });
}

describe('optional members of parameters and options', () => {
  it('take undefined with exactOptionalPropertyTypes too', () => {
    const names = inputTypes();
    expect(names.length).toBeGreaterThan(100);
    const lines = names.flatMap(([entry, name], index) => [
      `import type { ${name} as T${index} } from '${entry}';`,
      `export const ${name}_${index}: Refused<T${index}> extends never ? 'none' : Refused<T${index}> = 'none';`,
    ]);
    const refused = `
      type RefusedOf<T, K extends keyof T> = K extends keyof T
        ? [Exclude<T[K], undefined>] extends [never]
          ? never
          : { [Name in K]: undefined } extends Pick<T, K> ? never : K
        : never;
      type OptionalOf<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T];
      type Refused<T> = T extends unknown ? RefusedOf<T, OptionalOf<T> & keyof T> : never;`;
    expect(problemsOf([...lines, refused].join('\n'))).toEqual([]);
  });
});

import type { SourceFile } from '../source/source-file.js';

/** The local names that the function needs; types only in TypeScript. */
interface GuardMaker {
  readonly name: string;
  readonly guard: string;
  readonly middleware: string;
  readonly optionsType: string | undefined;
  readonly handlerType: string | undefined;
}

/**
 * The code of a function that creates one Express middleware of `clerkMiddleware` and the guard. A list of the two would not do where code
 * calls the middleware itself.
 * @param end - what ends the statement
 */
export function guardMakerText(file: SourceFile, end: string, maker: GuardMaker): string {
  const { semicolon, indent, newline } = file.style;
  const { name, guard, middleware, optionsType, handlerType } = maker;
  const isTyped = optionsType !== undefined && handlerType !== undefined;
  const head = isTyped
    ? `const ${name} = (options?: ${optionsType}): ${handlerType} => {`
    : `function ${name}(options) {`;
  const error = isTyped ? '(error?: unknown)' : '(error)';
  return [
    '/** Creates a middleware that authenticates a request, and answers 401 to whoever is not signed in. */',
    head,
    `${indent}const authenticate = ${middleware}(options)${semicolon}`,
    `${indent}return (req, res, next) =>`,
    `${indent}${indent}authenticate(req, res, ${error} => (error ? next(error) : ${guard}(req, res, next)))${semicolon}`,
    isTyped ? `}${end}` : '}',
  ].join(newline);
}

import { addEntry } from './memoize-by-options.js';
import { environmentNames, type Environment } from './options.js';

const maxEntries = 8;

/**
 * Caches the results of a function by its environment, compared variable by variable; a variable that is absent differs from an
 * empty one. Variables that the packages do not read are ignored.
 * @param create - gets the variables that are set and read
 */
export function memoizeByEnvironment<Result>(create: (env: Environment) => Result): (env: Environment) => Result {
  const entries: { readonly values: readonly unknown[]; readonly result: Result }[] = [];
  return (env) => {
    for (const { values, result } of entries) {
      if (environmentNames.every((name, index) => env[name] === values[index])) return result;
    }
    const values = environmentNames.map((name) => env[name]);
    const present = environmentNames.filter((name) => env[name] !== undefined);
    const result = create(Object.fromEntries(present.map((name) => [name, env[name]])));
    addEntry(entries, { values, result }, maxEntries);
    return result;
  };
}

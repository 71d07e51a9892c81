import { addEntry } from './memoize-by-options.js';
import { environmentNames, type Environment } from './options.js';

const maxEntries = 8;

/** Whether the variables have these values. A loop, because it runs for each request of a worker. */
function hasValues(env: Environment, values: readonly unknown[]): boolean {
  let index = 0;
  for (const name of environmentNames) {
    if (env[name] !== values[index]) return false;
    index += 1;
  }
  return true;
}

/**
 * Caches the results of a function by its environment, compared variable by variable; a variable that is absent differs from an
 * empty one. Variables that the packages do not read are ignored.
 * @param create - gets the variables that are set and read
 */
export function memoizeByEnvironment<Result>(create: (env: Environment) => Result): (env: Environment) => Result {
  const entries: { readonly values: readonly unknown[]; readonly result: Result }[] = [];
  return (env) => {
    for (const { values, result } of entries) if (hasValues(env, values)) return result;
    const values = environmentNames.map((name) => env[name]);
    const present = environmentNames.filter((name) => env[name] !== undefined);
    const result = create(Object.fromEntries(present.map((name) => [name, env[name]])));
    addEntry(entries, { values, result }, maxEntries);
    return result;
  };
}

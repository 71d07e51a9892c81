import { environmentNames, type Environment } from './options.js';

const maxRemembered = 8;

/**
 * Remembers what was made with the last few environments. They are compared variable by variable; a variable that is absent is
 * another than an empty one, and what the packages do not read does not count.
 * @param make - gets the variables that are there and count
 */
export function rememberEnvironment<Made>(make: (env: Environment) => Made): (env: Environment) => Made {
  type Entry = { readonly values: readonly unknown[]; readonly made: Made };
  let remembered: readonly Entry[] = [];
  return (env) => {
    for (const { values, made } of remembered) {
      if (environmentNames.every((name, index) => env[name] === values[index])) return made;
    }
    const values = environmentNames.map((name) => env[name]);
    const present = environmentNames.filter((name) => env[name] !== undefined);
    const made = make(Object.fromEntries(present.map((name) => [name, env[name]])));
    remembered = [...remembered.slice(1 - maxRemembered), { values, made }];
    return made;
  };
}

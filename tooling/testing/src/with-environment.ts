import { atTheEnd } from './at-the-end.js';

/**
 * Sets variables of `process.env`; `undefined` removes one. The whole environment is as it was at the end of the test, or
 * of the file when called outside a test, whatever has been changed since.
 * @param without - variables whose names begin so are removed first
 */
export function withEnvironment(
  values: Readonly<Record<string, string | undefined>> = {},
  { without }: { readonly without?: string } = {},
): void {
  const before = { ...process.env };
  atTheEnd(() => replaceEnvironment(before));
  for (const name of Object.keys(process.env)) {
    if (without !== undefined && name.startsWith(without)) Reflect.deleteProperty(process.env, name);
  }
  setVariables(values);
}

function setVariables(values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}

function replaceEnvironment(values: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in values)) Reflect.deleteProperty(process.env, name);
  setVariables(values);
}

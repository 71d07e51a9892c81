// Module resolution hooks of swap-imports.js.

/** @type {{ names: Record<string, string>, folder: string, resolveFrom: string }} */
let settings;

/** @param {typeof settings} data */
export function initialize(data) {
  settings = data;
}

/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, nextResolve) {
  const replacement = settings.names[specifier];
  if (replacement === undefined || !context.parentURL?.startsWith(settings.folder))
    return nextResolve(specifier, context);
  return nextResolve(replacement, { ...context, parentURL: settings.resolveFrom });
}

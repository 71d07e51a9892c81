/** Environment variables that have another name now. */
export const renamedVariables: ReadonlyMap<string, string> = new Map([
  ['CLERK_API_KEY', 'CLERK_SECRET_KEY'],
  ['CLERK_FRONTEND_API', 'CLERK_PUBLISHABLE_KEY'],
  ['CLERK_JS', 'CLERK_JS_URL'],
]);

/** Environment variables that nothing reads any more. */
export const removedVariables: ReadonlySet<string> = new Set(['CLERK_LOGGING']);

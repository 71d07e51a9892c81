import { entries } from './entries.mjs';

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  name: 'API',
  entryPoints: entries.map(({ source }) => source),
  tsconfig: './tsconfig.typedoc.json',
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  externalPattern: ['**/node_modules/**', '**/packages/*/dist/**'],
  plugin: ['typedoc-plugin-markdown', './name-entries.mjs', './wire-field-docs.mjs', './link-options.mjs'],
  out: 'api',
  readme: 'none',
  disableSources: true,
  hideGenerator: true,
  hideBreadcrumbs: true,
  entryFileName: 'index',
  validation: { notExported: false },
  skipErrorChecking: true,
  logLevel: 'Error',
};

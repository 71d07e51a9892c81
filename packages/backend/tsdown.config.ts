import { writeFileSync } from 'node:fs';
import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.js';
import { copyFieldDocs } from './build/copy-field-docs.js';

/** Modules that are files of their own: chosen by the runtime, for Node.js only, for few entries, or loaded when they are needed. */
const apart =
  /\/(crypto\/(node|web)|transport\/(node|is-own-fetch|fetch)|node-http\/.*|jose-signing|sign-jwt|create-key-store|clerk-frontend-api-proxy|proxy-settings|upstream-watch|create-redirect|request\/create-path-matcher|clerk-request|rest\/(cached-reads|cache-tag|create-memory-cache-store)|store-cipher)\.ts$/;

/**
 * Opening a file takes longer than compiling what is in it, so what is needed together is one file: what verifies
 * tokens, what decides requests, what calls the API, and what is loaded with the first answer of the API. A worker that only
 * verifies does without the others.
 */
const groups = [
  // The crypto provider needs these, and what needs the provider does too: in the file of either they would import each other.
  {
    name: 'keys',
    priority: 3,
    test: /\/src\/(crypto\/(unusable-key-error|base64url-body|web-globals)|is-equal-text)\.ts$/,
  },
  {
    name: 'token',
    priority: 2,
    test: /\/src\/(token\/.*|proxy\/match-proxy-path|webhook\/read-raw-body)\.ts$|\/src\/(errors|options|package-version|publishable-key|maybe-promise|to-base64-url|parse-json|crypto\/attempt-crypto|revocations\/(revocation|revocations))\.ts$/,
  },
  { name: 'resources', priority: 2, test: /\/src\/rest\/(resources\/.*|resource|decode)\.ts$/ },
  {
    name: 'client',
    priority: 2,
    test: /\/src\/(request\/.*|adapter\/(create-route-guard|define-request-state|process-environment)|rest\/(send|encode|connection|call-options)|memoize-by-(options|environment))\.ts$/,
  },
  // Bundlers leave out whole files only: an edge middleware that does not call the API does without this one.
  { name: 'rest', priority: 1, test: /\/src\/((rest|adapter)\/.*|clerk-client)\.ts$/ },
];

const entry = {
  index: 'src/index.ts',
  errors: 'src/errors.ts',
  jwt: 'src/jwt.ts',
  internal: 'src/internal.ts',
  webhooks: 'src/webhooks.ts',
  proxy: 'src/proxy.ts',
  types: 'src/types.ts',
  wire: 'src/wire.ts',
  endpoints: 'src/endpoints.ts',
  resources: 'src/resources.ts',
  adapter: 'src/adapter.ts',
  'node-http': 'src/node-http.ts',
  web: 'src/web.ts',
  'full-stack': 'src/full-stack.ts',
  opentelemetry: 'src/opentelemetry.ts',
  'key-store': 'src/key-store.ts',
  dpop: 'src/dpop.ts',
  'crypto/node': 'src/crypto/node.ts',
  'crypto/web': 'src/crypto/web.ts',
  'bindings/workerd': 'src/bindings/workerd.ts',
  'bindings/none': 'src/bindings/none.ts',
  'revocations/list': 'src/revocations/create-revocation-list.ts',
  'revocations/none': 'src/revocations/no-revocation-list.ts',
  'warnings/all': 'src/warnings/operator-warnings.ts',
  'warnings/none': 'src/warnings/no-warnings.ts',
  'transport/node': 'src/rest/transport/node.ts',
  'transport/fetch': 'src/rest/transport/fetch.ts',
};

/**
 * The declarations exist once: those of the ES modules refer to those of the CommonJS modules, which an ES module may import, not the
 * other way round. It is a third less to install, and a type is the same one whatever way the package is loaded.
 */
function writeEsmDeclarations(): void {
  for (const name of Object.keys(entry)) {
    const file = name.slice(name.lastIndexOf('/') + 1);
    writeFileSync(`dist/${name}.d.ts`, `export * from './${file}.cjs';\n`);
  }
}

function finishDeclarations(): void {
  writeEsmDeclarations();
  copyFieldDocs({ resources: 'src/rest/resources', declarations: 'dist' });
}

export default defineConfig(
  base({
    entry,
    format: { esm: { dts: false }, cjs: {} },
    hooks: { 'build:done': finishDeclarations },
    // Resolved by the runtime through package.json `imports`. What is bundled stands in THIRD-PARTY-LICENSES.
    deps: {
      onlyBundle: ['jose', 'path-to-regexp'],
      neverBundle: ['#bindings', '#crypto', '#revocation-list', '#transport', '#warnings', 'cloudflare:workers'],
    },
    outputOptions: {
      codeSplitting: {
        groups: groups.map(({ test, ...group }) => ({
          ...group,
          test: (id: string) => test.test(id) && !apart.test(id) && !id.endsWith('.d.ts'),
        })),
      },
    },
  }),
);

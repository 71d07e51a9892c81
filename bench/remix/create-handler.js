import { createRequestHandler } from '@remix-run/server-runtime';

/**
 * Remix' own request handler with one resource route, `/user`, whose build is written by hand.
 * @param {(args: any) => unknown} readUser - what the loader answers with; `any`, because the packages that are compared declare other types of arguments
 * @returns {(request: Request) => Promise<Response>}
 */
export function createHandler(readUser) {
  const loader = async (/** @type {unknown} */ args) => Response.json(await readUser(args));
  /** @type {any} */
  const build = {
    mode: 'production',
    entry: {
      module: { default: () => new Response(), handleError: (/** @type {unknown} */ error) => console.error(error) },
    },
    routes: {
      root: { id: 'root', path: '', module: { default: () => null } },
      user: { id: 'user', parentId: 'root', path: 'user', module: { loader } },
    },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: { v3_singleFetch: true },
    isSpaMode: false,
  };
  return createRequestHandler(build, 'production');
}

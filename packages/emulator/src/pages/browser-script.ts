import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, sep } from 'node:path';
import { NotFoundError } from '../errors/api-error.js';
import { crossOriginHeaders } from '../store/cross-origin-headers.js';

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

/** No segment begins with a dot, and no character of it is encoded. */
const scriptPath = /^\/npm\/@clerk\/(clerk-js|ui)@([\w.^~+-]+)\/dist\/((?:[\w@][\w.@-]*\/)*[\w@][\w.@-]*)$/;

/** An installed package. */
interface Installed {
  readonly folder: string;
  readonly version: string;
}

/** Looks for a package as Node.js does: in `node_modules` of the folder and of those above it. */
function findInstalled(name: string, from: string): Installed | undefined {
  const manifest = join(from, 'node_modules', name, 'package.json');
  if (existsSync(manifest)) {
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: unknown };
    if (typeof version === 'string') return { folder: realpathSync(dirname(manifest)), version };
  }
  const above = dirname(from);
  return above === from ? undefined : findInstalled(name, above);
}

/** Whether a version is in a range: `6`, `6.31`, `6.31.1`, `^6.1.0`, `~6.31.0`, or a tag such as `latest`, which takes any. */
function isInRange(version: string, range: string): boolean {
  if (/^[a-z]+$/i.test(range)) return true;
  const sign = /^[~^]/.exec(range)?.[0];
  const given = range.slice(sign?.length ?? 0);
  if (sign === undefined) return version === given || version.startsWith(`${given}.`);
  const numbers = (text: string) => text.split(/[-+]/, 1)[0]?.split('.').map(Number) ?? [];
  const wanted = numbers(given);
  const actual = numbers(version);
  const fixed = sign === '^' ? 1 : 2;
  if (wanted.slice(0, fixed).some((number, index) => number !== actual[index])) return false;
  const differs = wanted.findIndex((number, index) => number !== actual[index]);
  return differs === -1 || (actual[differs] ?? 0) > (wanted[differs] ?? 0);
}

function isInside(file: string, folder: string): boolean {
  return existsSync(file) && realpathSync(file).startsWith(folder + sep);
}

/**
 * A file of the official browser packages, from where the application has installed them: `/npm/@clerk/clerk-js@6/dist/clerk.browser.js`.
 * As at the service, a range is redirected to the version.
 * @param path - the path of the request, not decoded
 * @param folder - where `node_modules` is looked for first
 * @returns undefined for a path of another form
 * @throws {NotFoundError} which says what to install
 */
export async function browserScript(path: string, folder: string): Promise<Response | undefined> {
  const [, shortName, range = '', file = ''] = scriptPath.exec(path) ?? [];
  if (shortName === undefined) return undefined;
  const name = `@clerk/${shortName}`;
  const installed = findInstalled(name, folder);
  const install = `Install it beside the application: npm install --save-dev ${name}@${range}`;
  if (!installed) {
    throw new NotFoundError(
      `The emulator serves ${name} from node_modules, and it is not installed in ${folder} or above. ${install}`,
    );
  }
  if (!isInRange(installed.version, range))
    throw new NotFoundError(`${name}@${range} is requested, and ${installed.version} is installed. ${install}`);
  if (range !== installed.version) {
    const location = `/npm/${name}@${installed.version}/dist/${file}`;
    return new Response(null, {
      status: 307,
      headers: { ...crossOriginHeaders, location, 'cache-control': 'no-store' },
    });
  }
  const scripts = join(installed.folder, 'dist');
  const found = join(scripts, file);
  const contentType = contentTypes[extname(file)];
  if (contentType === undefined || !isInside(found, scripts))
    throw new NotFoundError(`${name}@${installed.version} has no file dist/${file}.`);
  return new Response(await readFile(found), {
    headers: {
      ...crossOriginHeaders,
      'content-type': contentType,
      'x-content-type-options': 'nosniff',
      // The version is in the address.
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
}

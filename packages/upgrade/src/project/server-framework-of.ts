import type { Framework } from '../source/rename-module.js';
import { legacyNames } from './legacy-names.js';
import type { PackageManifest } from './package-manifest.js';

const serverPackages: readonly (readonly [framework: Framework, names: readonly string[]])[] = [
  ['express', ['express', '@types/express', '@nestjs/platform-express', '@clerk/express', '@acme/express']],
  ['fastify', ['fastify', '@nestjs/platform-fastify', '@clerk/fastify', '@acme/fastify']],
  ['hono', ['hono', '@hono/node-server', '@clerk/hono', '@acme/hono', '@hono/clerk-auth']],
];

/** Frameworks with a server of their own, where code of Express, Fastify or Hono does not run. */
const metaFrameworks =
  /^(?:next|nuxt|astro|gatsby|remix|@remix-run\/(?:node|react|serve|server-runtime|dev)|react-router|@react-router\/(?:node|serve|dev)|@tanstack\/(?:react-|solid-)?start|@redwoodjs\/.+|@sveltejs\/kit|@solidjs\/start|blitz)$/;

/** The server framework among the dependencies of a package; undefined if there is none. */
export function serverFrameworkOf({ dependencies }: PackageManifest): Framework | undefined {
  const names = new Set(dependencies.map(({ name }) => name));
  return serverPackages.find(([, list]) => list.some((name) => names.has(name)))?.[0];
}

/** Whether a package has a framework such as Next.js or Remix. */
export function hasMetaFramework({ dependencies }: PackageManifest): boolean {
  return dependencies.some(({ name }) => metaFrameworks.test(name));
}

/** Exports of the retired SDK that need no web framework. */
const clientNames =
  /^(?:default|clerkClient|Clerk|createClerkClient|\/instance|set\w+|[a-z]\w*(?:s|es)|verifyToken|\w*Error|is\w+Error|Logger|(?:[A-Z][a-z]+)+|SMSMessage|JwtPayload|User)$/;
const requestNames = /Auth|Session(?:s?$|Claims|Prop)|^withSession|^requireSession/;
const requestUses =
  /\.express(?:With|Require)(?:Auth|Session)\b|\.authenticateRequest\b|\breq(?:uest)?\??\.(?:auth|session|sessionClaims)\b|\b(?:auth|sessionClaims)\b[^{}]*\}\s*=\s*req(?:uest)?\b/;

/** Names that hardly anything else has: files may get them from one that re-exports the whole package. */
const distinctNames =
  /\b(?:create)?ClerkExpress\w+|\bClerkWithSession\b|\b(?:With|Require|Loose|Strict)(?:Auth|Session)\w*Prop\b/;
const requestNamesInCode = /\b(?:with|require)(?:Auth|Session)\b/;

function isClientName(name: string): boolean {
  if (name === 'sessions' || name === 'Session') return true;
  return clientNames.test(name) && !requestNames.test(name);
}

/**
 * Whether sources use only the client of the retired SDK: no middleware, no wrapper, and nothing that the middleware puts on requests.
 * @param sources - all texts of the package
 */
export function usesOnlyClient(sources: Iterable<string>): boolean {
  let uses = false;
  for (const text of sources) {
    if (requestUses.test(text) || distinctNames.test(text)) return false;
    if (!text.includes('clerk-sdk-node') && !text.includes('@acme/node-legacy')) continue;
    const names = [...legacyNames(text)];
    if (!names.every((name) => name === '*' || isClientName(name))) return false;
    // The code may load, mock or pass on the package without a list of names.
    if ((names.length === 0 || names.includes('*')) && requestNamesInCode.test(text)) return false;
    uses = true;
  }
  return uses;
}

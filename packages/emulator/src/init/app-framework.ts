import { EmulatorError } from '../errors/emulator-error.js';
import type { Framework } from '../instance/framework-environment.js';

/** What `init` knows about a framework. */
export interface AppFramework {
  /** Its name on the command line. */
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /** An application that has one of these packages uses the framework. */
  readonly packages: readonly string[];
  /** Our package for it. */
  readonly adapter: string;
  /** The official package that ours takes the place of. */
  readonly official: string;
  /** The framework whose names of variables it has; undefined for the plain names. */
  readonly naming: Framework | undefined;
  /** The file that the variables go to, unless a later one of the list exists. */
  readonly environmentFiles: readonly [string, ...string[]];
  /** The program that runs an application without a script for development. */
  readonly command: readonly string[] | undefined;
  /** The lines that let only signed-in users in. */
  readonly guard: readonly string[];
}

const vite = ['.env', '.env.local'] as const;

const signInUrl = 'protect({ signInUrl: process.env.CLERK_SIGN_IN_URL })';

/** How each framework lets only signed-in users in, as its quick start does. */
const guards: Readonly<Record<string, readonly [from: string, name: string, line: string]>> = {
  express: ['@acme/express', 'protect', `app.get('/account', ${signInUrl}, (req, res) => res.send('Hello'));`],
  fastify: ['@acme/fastify', 'protect', `fastify.get('/account', { preHandler: ${signInUrl} }, async () => 'Hello');`],
  hono: ['@acme/hono', 'protect', `app.get('/account', ${signInUrl}, (c) => c.text('Hello'));`],
  nextjs: ['@acme/nextjs/server', 'auth', 'await auth.protect(); // in a page, an action or a route handler'],
  'react-router': [
    '@acme/react-router/server',
    'protect',
    'const { userId } = await protect(args); // in a loader or an action',
  ],
  remix: ['@acme/remix/ssr.server', 'protect', 'const { userId } = await protect(args); // in a loader or an action'],
  'tanstack-react-start': [
    '@acme/tanstack-react-start/server',
    'protect',
    'const { userId } = await protect(); // in a server function or a server route',
  ],
  astro: ['@acme/astro/server', 'protect', 'const { userId } = protect(Astro); // in the frontmatter of a page'],
  nuxt: ['@acme/nuxt/server', 'protect', 'const { userId } = protect(event); // in a handler of the folder server'],
};

function guardOf(framework: string): readonly string[] {
  const guard = guards[framework];
  return guard ? [`import { ${guard[1]} } from '${guard[0]}';`, guard[2]] : [];
}

/** The frameworks that `init` knows. */
export const appFrameworks: readonly AppFramework[] = [
  server('express', 'Express', 'express'),
  server('fastify', 'Fastify', 'fastify'),
  server('hono', 'Hono', 'hono'),
  fullStack('nextjs', 'Next.js', ['next'], ['.env.local'], ['next', 'dev']),
  fullStack('react-router', 'React Router', ['@react-router/dev'], vite, ['react-router', 'dev']),
  fullStack('remix', 'Remix', ['@remix-run/dev', '@remix-run/react'], vite, ['remix', 'vite:dev']),
  fullStack('tanstack-react-start', 'TanStack Start', ['@tanstack/react-start'], vite, ['vite', 'dev']),
  fullStack('astro', 'Astro', ['astro'], vite, ['astro', 'dev']),
  fullStack('nuxt', 'Nuxt', ['nuxt'], ['.env'], ['nuxt', 'dev']),
];

function server(name: string, title: string, dependency: string): AppFramework {
  return {
    name,
    title,
    packages: [dependency],
    adapter: `@acme/${name}`,
    official: `@clerk/${name}`,
    naming: undefined,
    environmentFiles: ['.env'],
    command: undefined,
    guard: guardOf(name),
  };
}

function fullStack(
  name: Framework,
  title: string,
  packages: readonly string[],
  environmentFiles: AppFramework['environmentFiles'],
  command: readonly string[],
): AppFramework {
  return {
    name,
    title,
    packages,
    adapter: `@acme/${name}`,
    official: `@clerk/${name}`,
    naming: name,
    environmentFiles,
    command,
    guard: guardOf(name),
  };
}

/** The names of all frameworks, for messages. */
export const appFrameworkNames = appFrameworks.map(({ name }) => name);

/**
 * The framework of an application.
 * @param chosen - its name, if the person said it
 * @param dependencies - the names in its `package.json`
 * @param elsewhere - folders of the workspace with applications, for the message
 * @throws {EmulatorError} `option_invalid` if there is no framework of the name, `framework_unclear` if there are several or none
 */
export function findAppFramework(
  chosen: string | undefined,
  dependencies: ReadonlySet<string>,
  elsewhere: readonly string[],
): AppFramework {
  if (chosen !== undefined) {
    const known = appFrameworks.find(({ name }) => name === chosen);
    if (known) return known;
    throw new EmulatorError(
      'option_invalid',
      `init does not know the framework ${chosen}. It knows ${appFrameworkNames.join(', ')}.`,
    );
  }
  const found = appFrameworks.filter(({ packages }) => packages.some((name) => dependencies.has(name)));
  const [first, second] = found;
  if (first && !second) return first;
  if (first) {
    throw new EmulatorError(
      'framework_unclear',
      `package.json names several frameworks: ${found.map(({ title }) => title).join(', ')}. Choose one: --framework ${first.name}`,
    );
  }
  const hint =
    elsewhere.length > 0
      ? `This is the root of a workspace. Run the command in the folder of an application: ${elsewhere.join(', ')}.`
      : `Run the command in the folder of the application, or name its framework: --framework ${appFrameworkNames.join(', ')}.`;
  throw new EmulatorError('framework_unclear', `package.json names no framework that init knows. ${hint}`);
}

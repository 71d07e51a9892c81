// The parts that `npm test` runs on machines of their own: `npm test -- adapters-and-browsers`. Without a name it runs them all.

/** What is checked of a package without running its tests, and of the repository. */
const staticTasks = ['docs#build', 'check:package', '//#lint', '//#typecheck', '//#format:check', '//#knip'];

/**
 * The packages whose tests each part runs; the first part runs those that no other part names.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const packagesOfPart = {
  'static-and-unit': [],
  'adapters-and-browsers': [
    '@acme/astro',
    '@acme/express',
    '@acme/fastify',
    '@acme/hono',
    '@acme/nextjs',
    '@acme/node-legacy',
    '@acme/nuxt',
    '@acme/react-router',
    '@acme/remix',
    '@acme/tanstack-react-start',
    'adapter-tests',
    'e2e',
  ],
  'release-and-runtimes': ['release-tests', 'runtimes'],
};

/** The names of the parts. */
export const parts = Object.keys(packagesOfPart);

/**
 * What one part consists of.
 * @template {{ readonly name: string }} Tested
 * @param {string | undefined} part its name; everything without one
 * @param {readonly Tested[]} tested every package with tests; `//` is the root
 * @returns {{ readonly tasks: readonly string[], readonly packages: readonly Tested[] }} turbo's tasks, and the packages whose results count
 * @throws {Error} when there is no such part
 */
export function tasksOfPart(part, tested) {
  const testsOf = (/** @type {readonly Tested[]} */ packages) =>
    packages.map(({ name }) => (name === '//' ? '//#test:root' : `${name}#test`));
  if (part === undefined) return { tasks: [...staticTasks, ...testsOf(tested)], packages: tested };
  const names = packagesOfPart[part];
  if (names === undefined) throw new Error(`There is no part ${part}. There are: ${parts.join(', ')}.`);
  if (part !== parts[0]) {
    const packages = tested.filter(({ name }) => names.includes(name));
    return { tasks: testsOf(packages), packages };
  }
  const elsewhere = new Set(Object.values(packagesOfPart).flat());
  const packages = tested.filter(({ name }) => !elsewhere.has(name));
  return { tasks: [...staticTasks, ...testsOf(packages)], packages };
}

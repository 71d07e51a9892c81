import { closestWord } from './closest-word.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { environmentFor, type AppConnection } from './app-connection.js';

/** The frameworks whose variables the emulator knows. */
export const frameworks = ['nextjs', 'astro', 'nuxt', 'react-router', 'remix', 'tanstack-react-start'] as const;

/** A framework with variables of its own. */
export type Framework = (typeof frameworks)[number];

/** How a framework names the variables of the browser's half, and which of the server's half have a second name. */
interface Naming {
  /** Before the names that the browser may see. */
  readonly prefix: string;
  /** Version of the browser script, as the framework's official package requests it. */
  readonly scriptVersion: string;
  /** Name of the variable with the address of the browser script, without the prefix. */
  readonly scriptName: string;
  /** Whether the framework's official package loads the components as a script of their own. */
  readonly hasComponents: boolean;
  /** Plain names that the framework reads under a second name only, and that name. */
  readonly second: Readonly<Record<string, string>>;
}

const usual: Naming = {
  prefix: 'CLERK_',
  scriptVersion: '6',
  scriptName: 'JS_URL',
  hasComponents: true,
  second: {},
};

const viteNames = { CLERK_PUBLISHABLE_KEY: 'VITE_CLERK_PUBLISHABLE_KEY' };

const namings: Readonly<Record<Framework, Naming>> = {
  nextjs: { ...usual, prefix: 'NEXT_PUBLIC_CLERK_' },
  astro: { ...usual, prefix: 'PUBLIC_CLERK_' },
  nuxt: {
    ...usual,
    prefix: 'NUXT_PUBLIC_CLERK_',
    second: { CLERK_SECRET_KEY: 'NUXT_CLERK_SECRET_KEY', CLERK_API_URL: 'NUXT_CLERK_API_URL' },
  },
  'react-router': { ...usual, second: viteNames },
  // Its official package is older than the script with the components.
  remix: { ...usual, scriptVersion: '5', scriptName: 'JS', hasComponents: false },
  'tanstack-react-start': { ...usual, second: viteNames },
};

/** What the browser's half of an application needs, by names without a prefix. */
function browserVariables(connection: AppConnection, naming: Naming): Readonly<Record<string, string>> {
  const { url, publishableKey } = connection;
  return {
    PUBLISHABLE_KEY: publishableKey,
    SIGN_IN_URL: `${url}/sign-in`,
    SIGN_UP_URL: `${url}/sign-up`,
    // Browser libraries reach other addresses over https only. An address of a proxy is used as it is.
    PROXY_URL: url,
    [naming.scriptName]: `${url}/npm/@clerk/clerk-js@${naming.scriptVersion}/dist/clerk.browser.js`,
    ...(naming.hasComponents && { UI_URL: `${url}/npm/@clerk/ui@1/dist/ui.browser.js` }),
    TELEMETRY_DISABLED: '1',
  };
}

/** @throws {EmulatorError} `option_invalid` */
export function checkFramework(name: string): Framework {
  const known = frameworks.find((framework) => framework === name);
  if (known) return known;
  const meant = closestWord(String(name), frameworks);
  throw new EmulatorError(
    'option_invalid',
    `The emulator does not know the framework ${String(name)}. It knows ${frameworks.join(', ')}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  );
}

/** The environment variables that point an application of a framework to an emulator: the plain ones, and those under its own names. */
export function frameworkEnvironment(
  connection: AppConnection,
  framework: Framework,
): Readonly<Record<string, string>> {
  const naming = namings[framework];
  const plain = environmentFor(connection);
  const browser = Object.entries(browserVariables(connection, naming));
  const second = Object.entries(naming.second);
  return {
    ...plain,
    // The address that a Frontend API proxy in the application calls.
    CLERK_FAPI_URL: plain['CLERK_API_URL'] ?? connection.url,
    ...Object.fromEntries(browser.map(([name, value]) => [`${naming.prefix}${name}`, value])),
    ...Object.fromEntries(second.map(([name, other]) => [other, plain[name] ?? ''])),
  };
}

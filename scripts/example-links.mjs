// What `npm start` prints under an example, by the field `example` of its package.json.

/**
 * @typedef {object} Example
 * @property {Readonly<Record<string, string>>} [links] paths of the app by what they show. Default: the sign-in page, which leads to `/protected`
 * @property {Readonly<Record<string, string>>} [commands] what to run in another terminal; `{app}` is the address of the app
 */

/**
 * Addresses to open and commands to run, by name.
 * @param {Example} example
 * @param {{ readonly appUrl: string, readonly emulatorUrl: string }} urls where both listen
 * @returns {{ readonly links: Readonly<Record<string, string>>, readonly commands: Readonly<Record<string, string>> }}
 */
export function exampleLinks({ links, commands = {} }, { appUrl, emulatorUrl }) {
  const signIn = new URL(`${emulatorUrl}/sign-in`);
  signIn.searchParams.set('redirect_url', `${appUrl}/protected`);
  const own = links
    ? Object.fromEntries(Object.entries(links).map(([name, path]) => [name, appUrl + path]))
    : { 'Sign in': signIn.href };
  return {
    links: { 'Example app': appUrl, Emulator: emulatorUrl, ...own },
    commands: Object.fromEntries(
      Object.entries(commands).map(([name, command]) => [name, command.replaceAll('{app}', appUrl)]),
    ),
  };
}

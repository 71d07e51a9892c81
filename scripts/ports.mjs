// Picks the ports that `npm start` listens on.
import { createServer } from 'node:net';

/**
 * @typedef {object} PortChoice
 * @property {number} port
 * @property {number | undefined} taken the default port, when it was taken and another was chosen
 */

/**
 * Reports whether nothing listens on the port, on any address of this machine.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export async function isFree(port) {
  // A listener on 127.0.0.1 and one on :: can coexist on some systems, so each is asked.
  for (const host of ['127.0.0.1', '::1', undefined]) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

/**
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 answers EADDRNOTAVAIL or EAFNOSUPPORT for ::1: nobody can be listening there.
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Chooses a port: the one the variable names, else the default, else the next free one after it.
 * @param {string} variable name of the environment variable, for the message
 * @param {number} fallback the default port
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<PortChoice>}
 * @throws {Error} when the variable is not a port or names a port that is taken
 */
export async function choosePort(variable, fallback, env = process.env) {
  const asked = env[variable];
  if (asked !== undefined && asked !== '') {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new Error(`${variable}=${asked} is not a port: give a whole number from 1 to 65535.`);
    if (!(await isFree(port)))
      throw new Error(`${variable}=${port} is taken: stop what listens there, or choose another port.`);
    return { port, taken: undefined };
  }
  for (let port = fallback; port < fallback + 100; port += 1) {
    if (await isFree(port)) return { port, taken: port === fallback ? undefined : fallback };
  }
  throw new Error(`Ports ${fallback} to ${fallback + 99} are all taken: set ${variable} to a free one.`);
}

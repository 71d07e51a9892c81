import { request } from 'node:http';
import { startServer } from 'testing';

/**
 * Passes requests on to a server as they are, with an access token: the suite itself sends none.
 * @param resource - address of the server
 * @returns the address to call instead
 */
export async function serveWithToken(resource: string, token: string): Promise<string> {
  const { origin, pathname } = new URL(resource);
  const { url } = await startServer(
    (incoming, outgoing) => {
      const headers = { ...incoming.headers, authorization: `Bearer ${token}` };
      const passed = request(`${origin}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on('error', () => outgoing.destroy());
      outgoing.on('close', () => passed.destroy());
      incoming.pipe(passed);
    },
    { hostname: 'localhost' },
  );
  return url + pathname;
}

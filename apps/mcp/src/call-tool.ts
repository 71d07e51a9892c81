import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { OAuthMemory } from './oauth-memory.js';

/** Which tool is called, and how. */
export interface ToolCall {
  /** Address of the MCP server. */
  readonly resource: string;
  readonly tool: string;
  /** Id of an OAuth application of the instance. Default: the client describes itself. */
  readonly clientId?: string | undefined;
  /** Gets the address that the person must open. */
  readonly show: (address: URL) => void;
}

/**
 * Calls a tool for a person, as any client of MCP does: the server says which instance gives tokens, the person signs in and agrees in a
 * browser, and the browser brings a code back to this program.
 * @returns what the tool says
 */
export async function callTool({ resource, tool, clientId, show }: ToolCall): Promise<string> {
  const desk = await openDesk();
  try {
    const memory = new OAuthMemory(desk.url, show, clientId);
    const first = newTransport(resource, memory);
    try {
      await newClient().connect(first);
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
    }
    // Checks that the answer is from the instance that was asked (RFC 9207), and gets the tokens.
    await first.finishAuth(await desk.answer);
    const client = newClient();
    await client.connect(newTransport(resource, memory));
    const { content } = await client.callTool({ name: tool, arguments: {} });
    await client.close();
    return content.map((part) => (part.type === 'text' ? part.text : part.type)).join('\n');
  } finally {
    desk.close();
  }
}

const newClient = () => new Client({ name: 'example-mcp-client', version: '1.0.0' });
const newTransport = (resource: string, authProvider: OAuthMemory) =>
  new StreamableHTTPClientTransport(new URL(resource), { authProvider });

/** Listens on this machine: shows the metadata document of this client, and waits for the browser to come back. */
async function openDesk() {
  let settle: (parameters: URLSearchParams) => void;
  const answer = new Promise<URLSearchParams>((resolve) => (settle = resolve));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    if (pathname === '/client.json') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(OAuthMemory.documentOf(url)));
    } else if (pathname === '/callback') {
      response.setHeader('content-type', 'text/plain; charset=utf-8').end('You can close this page.\n');
      settle(searchParams);
    } else {
      response.writeHead(404).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url, answer, close };
}

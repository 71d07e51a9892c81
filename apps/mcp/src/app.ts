import {
  authServerMetadataHandlerClerk,
  clerkMiddleware,
  getAuth,
  protect,
  protectedResourceHandlerClerk,
} from '@acme/hono';
import { createMcpHandler, hostHeaderValidationResponse, McpServer } from '@modelcontextprotocol/server';
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';

/** The scopes without which no tool of this server works. */
const scopes = ['profile'];

/** What the guard has let through. */
const authOf = (c: Context) => getAuth(c, { acceptsToken: 'oauth_token', guarded: true });

/** The tools, for the user whose token came with the request. */
const mcp = createMcpHandler(({ authInfo }) => {
  const server = new McpServer({ name: 'example-mcp', version: '1.0.0' });
  server.registerTool('who_am_i', { description: 'Says for whom this client works, and with which scopes.' }, () => ({
    content: [{ type: 'text', text: `${String(authInfo?.extra?.['userId'])} ${authInfo?.scopes.join(' ')}` }],
  }));
  return server;
});

/** Passes a request that the guard has let through on to the tools. */
async function answer(c: Context): Promise<Response> {
  const { userId, clientId, scopes: granted, getToken } = authOf(c);
  const token = (await getToken()) ?? '';
  return mcp.fetch(c.req.raw, { authInfo: { token, clientId, scopes: [...granted], extra: { userId } } });
}

/**
 * An MCP server whose tools clients call with access tokens of your instance.
 * @param resource - its public address, `https://…/mcp`; tokens must be for it
 */
export function createApp(resource: string): Hono {
  const app = new Hono();
  const { hostname } = new URL(resource);
  // A page on another site must not reach this server under a name of its own (DNS rebinding).
  app.use(async (c, next) => hostHeaderValidationResponse(c.req.raw, [hostname]) ?? next());
  // Clients in browsers read the challenge of an answer.
  app.use(cors({ origin: '*', exposeHeaders: ['WWW-Authenticate'] }));
  app.use(clerkMiddleware());
  app.get('/', (c) => c.text(`MCP server: ${resource}\n`));
  app.all(
    '/.well-known/oauth-protected-resource/mcp',
    protectedResourceHandlerClerk({ resource, scopes_supported: scopes }),
  );
  // For clients from before protected resource metadata.
  app.all('/.well-known/oauth-authorization-server', authServerMetadataHandlerClerk());
  app.all('/mcp', protect({ token: 'oauth_token', resource, scopes }), answer);
  // This one must be done by the user, and not by somebody who acts for the user.
  app.all('/mcp/alone', protect({ token: 'oauth_token', resource, scopes, actor: false }), answer);
  return app;
}

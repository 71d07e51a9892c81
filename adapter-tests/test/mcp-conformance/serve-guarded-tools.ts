import { clerkMiddleware, getAuth, protect, protectedResourceHandlerClerk } from '@acme/hono';
import { getRequestListener } from '@hono/node-server';
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  isLegacyRequest,
  McpServer,
  originValidationResponse,
  WebStandardStreamableHTTPServerTransport,
  type AuthInfo,
  type McpHttpHandler,
} from '@modelcontextprotocol/server';
import { Hono, type Context } from 'hono';
import { startServer } from 'testing';
import { registerContentTools } from './content-tools.js';
import { registerPromptsAndResources } from './prompts-and-resources.js';
import { registerQuestionPrompt, registerQuestionTools, states } from './question-tools.js';

const localNames = ['localhost', '127.0.0.1', '[::1]'];

/** A server with everything that the suite calls. */
function createTools(modern: () => McpHttpHandler | undefined): McpServer {
  const server = new McpServer(
    { name: 'guarded-tools', version: '1.0.0' },
    {
      capabilities: {
        tools: { listChanged: true },
        prompts: { listChanged: true },
        resources: { subscribe: true, listChanged: true },
        logging: {},
        completions: {},
      },
      requestState: { verify: (state, context) => states.verify(state, context) },
    },
  );
  registerContentTools(server);
  registerQuestionTools(server);
  registerPromptsAndResources(server);
  registerQuestionPrompt(server);
  for (const [name, notify] of [
    ['test_trigger_tool_change', () => modern()?.notify.toolsChanged()],
    ['test_trigger_prompt_change', () => modern()?.notify.promptsChanged()],
  ] as const)
    server.registerTool(name, { description: 'Tells everybody who listens' }, () => {
      notify();
      return { content: [{ type: 'text', text: 'Told.' }] };
    });
  for (const method of ['resources/subscribe', 'resources/unsubscribe'] as const)
    server.server.setRequestHandler(method, () => ({}));
  return server;
}

/** Keeps a transport per session for clients of the revision of 2025. */
function serveSessions(): (request: Request, authInfo: AuthInfo) => Promise<Response> {
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>();
  return async (request, authInfo) => {
    const id = request.headers.get('mcp-session-id');
    const known = id === null ? undefined : sessions.get(id);
    if (id !== null && !known) return new Response('No such session', { status: 404 });
    if (known) return known.handleRequest(request, { authInfo });
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized: (created) => void sessions.set(created, transport),
      onsessionclosed: (closed) => void sessions.delete(closed),
    });
    await createTools(() => undefined).connect(transport);
    return transport.handleRequest(request, { authInfo });
  };
}

/**
 * Serves the tools of the suite as the guide says: behind a guard, for tokens of this server alone. Clients of both revisions of the
 * protocol are served.
 * @returns the address, which is the resource of tokens
 */
export async function serveGuardedTools(): Promise<string> {
  const served: { app?: Hono } = {};
  const listener = getRequestListener((request) => served.app?.fetch(request) ?? new Response(null, { status: 503 }));
  const { url } = await startServer((request, response) => void listener(request, response), { hostname: 'localhost' });
  const resource = `${url}/mcp`;
  const modern: McpHttpHandler = createMcpHandler(() => createTools(() => modern), { legacy: 'reject' });
  const legacy = serveSessions();
  const app = new Hono();
  app.use(
    async (c, next) =>
      hostHeaderValidationResponse(c.req.raw, localNames) ?? originValidationResponse(c.req.raw, localNames) ?? next(),
  );
  app.use(clerkMiddleware());
  app.all('/.well-known/oauth-protected-resource/mcp', protectedResourceHandlerClerk({ resource }));
  app.all('/mcp', protect({ token: 'oauth_token', resource, scopes: ['profile'] }), async (c: Context) => {
    const { clientId, scopes, getToken } = getAuth(c, { acceptsToken: 'oauth_token', guarded: true });
    const authInfo = { token: (await getToken()) ?? '', clientId, scopes: [...scopes] };
    const request = c.req.raw;
    return (await isLegacyRequest(request)) ? legacy(request, authInfo) : modern.fetch(request, { authInfo });
  });
  served.app = app;
  return resource;
}

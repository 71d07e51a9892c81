import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TokenVerificationError } from '@clerk/backend/errors';
import { verifyWebhook } from '@clerk/backend/webhooks';
import { clerk } from './clerk.js';
import { attachSockets } from './sockets.js';

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/hooks') {
    const event = await verifyWebhook(request);
    return Response.json({ type: event.type, id: event.data.id });
  }
  const state = await clerk.authenticateRequest(request);
  const auth = state.toAuth();
  if (pathname === '/who') return Response.json({ userId: auth?.userId ?? null });
  if (!auth?.userId) return Response.json({ reason: state.reason }, { status: 401 });
  const user = await clerk.users.getUser(auth.userId);
  return Response.json({ id: user.id, email: user.primaryEmailAddress?.emailAddress });
}

const server = createServer(async (req, res) => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const headers = Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const request = new Request(`http://${req.headers.host}${req.url}`, {
    headers,
    ...(req.method === 'POST' ? { method: 'POST', body: Buffer.concat(chunks) } : {}),
  });
  const response = await answer(request).catch((error: unknown) =>
    Response.json({ isToken: error instanceof TokenVerificationError }, { status: 400 }),
  );
  res.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
});
attachSockets(server);

server.listen(Number(process.env.PORT ?? 3000), () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
});

import connect from 'connect';
import { Server } from 'socket.io';
import { ClerkExpressRequireAuth, ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

const io = new Server();
io.engine.use(ClerkExpressRequireAuth());

const app = connect();
app.use(ClerkExpressRequireAuth({ audience: 'a' }));
app.use(ClerkExpressWithAuth());

export const plugin = { configureServer: (server) => void server.middlewares.use(ClerkExpressRequireAuth()) };

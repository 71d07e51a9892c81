import type { Server as HttpServer } from 'node:http';
import { verifyToken } from '@clerk/backend';
import { Server } from 'socket.io';
import { clerk } from './clerk.js';

interface Data {
  userId: string;
  sessionId: string;
}

export function attachSockets(server: HttpServer): void {
  const io = new Server<Record<string, (...args: never[]) => void>, object, object, Data>(server);
  io.use((socket, next) => {
    const { token } = socket.handshake.auth as { token?: string };
    if (!token) return next(new Error('No token'));
    verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY, apiUrl: process.env.CLERK_API_URL }).then(
      ({ sub, sid }) => {
        socket.data = { userId: sub, sessionId: sid };
        next();
      },
      () => next(new Error('Bad token')),
    );
  });
  io.on('connection', (socket) => {
    socket.on('whoami', (answer: (data: Data) => void) => answer(socket.data));
    socket.on('count', (answer: (count: number) => void) => {
      void clerk.users.getCount().then(answer);
    });
  });
}

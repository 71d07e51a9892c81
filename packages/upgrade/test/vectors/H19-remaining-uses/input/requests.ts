import { clerkClient } from '@clerk/clerk-sdk-node';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

export class ClerkGuard {
  async canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest<Request>();
    const { auth, body } = request;
    const incoming: Request = context.getArgByIndex(0);
    const other = incoming['auth'];
    return Boolean(await clerkClient.users.getUser(request.auth.userId)) && other && auth && body;
  }
}
export const createContext = (opts: { req: Request }) => ({ userId: opts.req.auth.userId, ok: opts.req.auth() });
export const socket = (io: any) => io.use((s: any, next: any) => next(s.request.auth?.userId));
export const fromGetter = (ctx: any) => ctx.getRequest().auth;
declare module 'express-serve-static-core' {
  interface Request {
    auth: { userId: string };
  }
}
export const notOurs = (handshake: any, config: any) => [handshake.auth.token, config.auth];

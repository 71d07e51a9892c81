import type { LooseAuthProp, RequireAuthProp, WithAuthProp } from '@clerk/clerk-sdk-node';
import type { Request } from 'express';

export type Auth = WithAuthProp<Request>['auth'];
export type SignedIn = RequireAuthProp<Request>['auth'];
export type UserId = LooseAuthProp['auth']['userId'];

interface Host {
  getRequest<T>(): T;
}

export const context = ({ req }: { req: Request }) => {
  const { auth } = req as WithAuthProp<Request>;
  return { auth };
};

export const decorator = (_data: unknown, host: Host) => {
  const request = host.getRequest<WithAuthProp<Request>>();
  return request.auth;
};

export function strict(host: Host): string {
  const request = host.getRequest<RequireAuthProp<Request>>();
  return request.auth.userId + (request.auth.sessionId ?? '');
}

export const cast = (req: Request): string => (req as RequireAuthProp<Request>).auth.userId;

export function nested(hosts: Host[]) {
  for (const host of hosts) {
    const request = host.getRequest<WithAuthProp<Request>>();
    if (request.auth.userId) return request.auth.claims;
  }
}

import type { SessionAuthObject, SignedInAuthObject } from '@acme/express';
import { getAuth } from '@acme/express';
import type { Request } from 'express';

export type Auth = SessionAuthObject;
export type SignedIn = SignedInAuthObject;
export type UserId = SessionAuthObject['userId'];

interface Host {
  getRequest<T>(): T;
}

export const context = ({ req }: { req: Request }) => {
  const auth = getAuth(req);
  return { auth };
};

export const decorator = (_data: unknown, host: Host) => {
  const request = host.getRequest<Request>();
  return getAuth(request);
};

export function strict(host: Host): string {
  const request = host.getRequest<Request>();
  const auth = getAuth(request);
  return auth.userId! + (auth.sessionId! ?? '');
}

export const cast = (req: Request): string => getAuth(req).userId!;

export function nested(hosts: Host[]) {
  for (const host of hosts) {
    const request = host.getRequest<Request>();
    if (getAuth(request).isAuthenticated) return getAuth(request).sessionClaims;
  }
}

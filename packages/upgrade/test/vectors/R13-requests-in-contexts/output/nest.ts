import type { ExecutionContext } from '@nestjs/common';
import { getAuth } from '@acme/express';

export class ClerkGuard {
  canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest();
    const auth = getAuth(request);
    return Boolean(auth.userId) && auth.orgId === 'org';
  }
  inBlock(context: ExecutionContext) {
    try {
      const request = context.switchToHttp().getRequest();
      return getAuth(request).userId;
    } catch {
      return undefined;
    }
  }
}

import type { ExecutionContext } from '@nestjs/common';

export class ClerkGuard {
  canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest();
    return Boolean(request.auth.userId) && request.auth.orgId === 'org';
  }
  inBlock(context: ExecutionContext) {
    try {
      const request = context.switchToHttp().getRequest();
      return request.auth.userId;
    } catch {
      return undefined;
    }
  }
}

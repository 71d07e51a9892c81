import type { WithAuthProp } from '@clerk/clerk-sdk-node';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

export const CurrentAuth = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<WithAuthProp<Request>>();
  return request.auth;
});

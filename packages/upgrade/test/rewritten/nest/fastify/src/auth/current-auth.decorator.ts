import { getAuth } from '@acme/fastify';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const CurrentAuth = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  getAuth(context.switchToHttp().getRequest<FastifyRequest>()),
);

import { getAuth, type SessionAuthObject } from '@acme/fastify';
import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CurrentAuth } from './auth/current-auth.decorator';

@Controller('profile')
export class ProfileController {
  @Get('who')
  who(@CurrentAuth() auth: SessionAuthObject) {
    return { userId: auth.userId };
  }

  @Get('session')
  session(@Req() request: FastifyRequest) {
    const { sessionId, sessionClaims } = getAuth(request);
    return { sessionId, subject: sessionClaims?.sub ?? null };
  }
}

import type { LooseAuthProp } from '@clerk/clerk-sdk-node';
import { Controller, Get, Req } from '@nestjs/common';
import type { Request } from 'express';
import { CurrentAuth } from './auth/current-auth.decorator';

@Controller('profile')
export class ProfileController {
  @Get('who')
  who(@CurrentAuth() auth: LooseAuthProp['auth']) {
    return { userId: auth.userId };
  }

  @Get('session')
  session(@Req() req: Request & LooseAuthProp) {
    return { sessionId: req.auth.sessionId, subject: req.auth.claims?.sub ?? null };
  }
}

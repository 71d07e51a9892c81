import { Injectable, UnauthorizedException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { ClerkService } from './clerk.service';

export interface SignedInRequest extends Request {
  user: { id: string; sessionId: string };
}

@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly clerk: ClerkService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    if (!token) throw new UnauthorizedException('No token');
    try {
      const { sub, sid } = await this.clerk.verify(token);
      request.user = { id: sub, sessionId: sid };
      return true;
    } catch {
      throw new UnauthorizedException('Bad token');
    }
  }
}

import { Controller, Get, Req, UseGuards } from '@nestjs/common';
import { AuthGuard, type SignedInRequest } from './auth/auth.guard';
import { ClerkService } from './auth/clerk.service';

@Controller('users')
@UseGuards(AuthGuard)
export class UsersController {
  constructor(private readonly clerk: ClerkService) {}

  @Get('me')
  async me(@Req() request: SignedInRequest) {
    const user = await this.clerk.getUser(request.user.id);
    return { id: user.id, email: user.emailAddresses[0]?.emailAddress, sessionId: request.user.sessionId };
  }

  @Get()
  async list() {
    return (await this.clerk.list()).map(({ id }) => id);
  }
}

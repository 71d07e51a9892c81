import { Module } from '@nestjs/common';
import { AuthGuard } from './auth.guard';
import { ClerkService } from './clerk.service';

@Module({ providers: [ClerkService, AuthGuard], exports: [ClerkService, AuthGuard] })
export class AuthModule {}

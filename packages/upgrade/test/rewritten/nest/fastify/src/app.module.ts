import { Module } from '@nestjs/common';
import { AuthModule } from './auth/auth.module';
import { ProfileController } from './profile.controller';
import { UsersController } from './users.controller';

@Module({
  imports: [AuthModule],
  controllers: [UsersController, ProfileController],
})
export class AppModule {}

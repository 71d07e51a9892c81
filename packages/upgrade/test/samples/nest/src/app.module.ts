import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { AuthModule } from './auth/auth.module';
import { ProfileController } from './profile.controller';
import { UsersController } from './users.controller';

@Module({
  imports: [AuthModule],
  controllers: [UsersController, ProfileController],
})
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(ClerkExpressWithAuth()).forRoutes(ProfileController);
  }
}

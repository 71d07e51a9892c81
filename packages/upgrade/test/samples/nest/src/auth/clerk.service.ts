import { clerkClient, type User } from '@clerk/clerk-sdk-node';
import { Injectable } from '@nestjs/common';

/** The only place that talks to Clerk. */
@Injectable()
export class ClerkService {
  private readonly clerk = clerkClient;

  async verify(token: string): Promise<{ sub: string; sid: string }> {
    const { sub, sid } = await this.clerk.verifyToken(token);
    return { sub, sid };
  }

  getUser(id: string): Promise<User> {
    return this.clerk.users.getUser(id);
  }

  async list(): Promise<User[]> {
    return await this.clerk.users.getUserList({ limit: 10 });
  }
}

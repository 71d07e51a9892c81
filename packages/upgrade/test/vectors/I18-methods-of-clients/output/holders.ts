import { Inject, Injectable } from '@nestjs/common';
import type { ClerkClient } from '@acme/express';
import { clerkClient, createClerkClient, verifyToken } from '@acme/express';

export const provider = { provide: 'Clerk', useFactory: () => createClerkClient({ secretKey: 'k' }) };
const deps = { clerk: clerkClient, other: { verifyToken: (t: string) => t } };
function getClerk() {
  return clerkClient;
}
const lazily = async () => (await import('@clerk/clerk-sdk-node')).clerkClient;

interface Context {
  clerk: ClerkClient;
  log: { verifyToken(t: string): void };
}

@Injectable()
export class Guard {
  #secret = createClerkClient({ secretKey: 's' });
  readonly field = clerkClient;
  constructor(
    @Inject('Clerk') private readonly clerk: ClerkClient,
    private readonly tokens: TokenService,
  ) {}

  get client() {
    return this.field;
  }

  async check(t: string, context: Context, { clerk }: Context) {
    await verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY });
    await verifyToken(t, { secretKey: 's' });
    await verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY });
    await this.tokens.verifyToken(t);
    await verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY });
    context.log.verifyToken(t);
    await verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY });
    await verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY });
    deps.other.verifyToken(t);
    await verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY });
    return verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY });
  }
}

class TokenService {
  verifyToken(t: string) {
    return this.verifyToken(t);
  }
}

const withClient = (c, t) => verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY });
export const given = (t) => withClient(clerkClient, t);

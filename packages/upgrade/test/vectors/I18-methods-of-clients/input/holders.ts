import { Inject, Injectable } from '@nestjs/common';
import { clerkClient, createClerkClient } from '@clerk/clerk-sdk-node';
import type { ClerkClient } from '@clerk/clerk-sdk-node';

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
    await this.clerk.verifyToken(t);
    await this.#secret.verifyToken(t);
    await this.client.verifyToken(t);
    await this.tokens.verifyToken(t);
    await context.clerk.verifyToken(t);
    context.log.verifyToken(t);
    await clerk.verifyToken(t);
    await deps.clerk.verifyToken(t);
    deps.other.verifyToken(t);
    await getClerk().verifyToken(t);
    return (await lazily()).verifyToken(t);
  }
}

class TokenService {
  verifyToken(t: string) {
    return this.verifyToken(t);
  }
}

const withClient = (c, t) => c.verifyToken(t);
export const given = (t) => withClient(clerkClient, t);

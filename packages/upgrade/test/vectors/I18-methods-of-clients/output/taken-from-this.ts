import { createClerkClient, verifyToken as acmeVerifyToken } from '@acme/express';

export class Tokens {
  private readonly clerk = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });

  async check(token: string) {
    const { clerk } = this;
    return acmeVerifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY });
  }
}

export const nested = ({ clerk: { verifyToken } }: { clerk: any }, token: string) => verifyToken(token);

import { createClerkClient, verifyToken } from '@acme/express';

export class AuthService {
  private static clerk = createClerkClient({ secretKey: 'sk_test_static' });
  readonly own = createClerkClient({ secretKey: process.env.OWN_SECRET });
  static check(token: string) {
    return verifyToken(token, { secretKey: 'sk_test_static', clockSkewInMs: 5000 });
  }
}

const service = new AuthService();
export const check = (token: string) => verifyToken(token, { secretKey: process.env.OWN_SECRET });
export const checkNew = (token: string) => verifyToken(token, { secretKey: process.env.OWN_SECRET });
export const checkAll = (...given: [token: string]) => ((token: string, options?: Parameters<typeof verifyToken>[1]) => verifyToken(token, { secretKey: process.env.OWN_SECRET, ...options }))(...given);
export const checkWith = (token: string, ...options: [object]) => ((token: string, options?: Parameters<typeof verifyToken>[1]) => verifyToken(token, { secretKey: process.env.OWN_SECRET, ...options }))(token, ...options);

import { Clerk } from '@clerk/clerk-sdk-node';

export class AuthService {
  private static clerk = Clerk({ secretKey: 'sk_test_static' });
  readonly own = Clerk({ secretKey: process.env.OWN_SECRET });
  static check(token: string) {
    return AuthService.clerk['verifyToken'](token, { clockSkewInSeconds: 5 });
  }
}

const service = new AuthService();
export const check = (token: string) => service.own.verifyToken(token);
export const checkNew = (token: string) => new AuthService().own.verifyToken(token);
export const checkAll = (...given: [token: string]) => service.own.verifyToken(...given);
export const checkWith = (token: string, ...options: [object]) => service.own?.verifyToken(token, ...options);

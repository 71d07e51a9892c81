import { clerkClient, createClerkClient, verifyToken } from '@acme/express';
import { decodeJwt } from '@acme/backend/jwt';

const own = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });
const alias = clerkClient;
let later: typeof clerkClient | undefined;
later = clerkClient;

export const forms = (t: string, o: { authorizedParties: string[] }) => [
  verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY }),
  verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY, ...o }),
  verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY }),
  verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY }),
  verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY }),
  decodeJwt?.(t).payload,
  verifyToken(t, { jwtKey: 'key' }),
  decodeJwt(t).payload,
  verifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY }),
];
export const { users } = own, check = (token: string, options?: Parameters<typeof verifyToken>[1]) => verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY, ...options });
export const verify = ((token: string, options?: Parameters<typeof verifyToken>[1]) => verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY, ...options })).bind(clerkClient);
export const all = (tokens: string[]) => Promise.all(tokens.map((token: string) => verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY })));

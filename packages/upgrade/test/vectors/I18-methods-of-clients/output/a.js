import { verifyToken } from '@acme/express';
export async function a(t) { return verifyToken(t, { jwtKey: process.env.CLERK_JWT_KEY }); }

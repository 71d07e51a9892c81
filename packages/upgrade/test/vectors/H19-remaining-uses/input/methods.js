import { clerkClient, users } from '@clerk/clerk-sdk-node';
import jwt from 'jsonwebtoken';
import { authService } from './auth-service.js';

const tokens = { verifyToken: (t) => t };
class Auth {
  verifyToken(t) {
    return this.verifyToken(t);
  }
}

export const left = (app, clerk, t) => [
  clerk.verifyToken(t),
  app.locals.clerk.verifyToken(t),
  app.get('clerk').decodeToken(t),
  app.expressRequireAuth({}),
  clerkClient.requireSession(users),
];
export const take = ({ clerk }) => {
  let verifyToken;
  ({ verifyToken } = clerk);
  return verifyToken;
};
export const foreign = (t) => [
  jwt.verifyToken(t),
  authService.verifyToken(t),
  tokens.verifyToken(t),
  new Auth().verifyToken(t),
];

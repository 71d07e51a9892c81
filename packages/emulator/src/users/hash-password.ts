import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// Low on purpose: passwords are demo data, and test suites create many users.
const scryptCost = 1024;
const keyLength = 32;

/** Digest to store: `scrypt$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** True if the digest is that of the password. */
export async function verifyPassword(password: string, digest: string): Promise<boolean> {
  const [scheme, salt, key] = digest.split('$');
  if (scheme !== 'scrypt' || !salt || !key) return false;
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, { N: scryptCost }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

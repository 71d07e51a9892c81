import { createHash, scrypt, timingSafeEqual } from 'node:crypto';
import { derivedId, randomId } from '../instance/ids.js';

// Low on purpose: passwords are demo data, and test suites create many users.
const scryptCost = 1024;
const keyLength = 32;

/**
 * Digest to store: `scrypt$salt$key`.
 * @param createId - source of the salt; that of an instance gives the same digest at each run with `deterministicIds`
 */
export async function hashPassword(password: string, createId: (prefix: string) => string = randomId): Promise<string> {
  const salt = Buffer.from(createId('salt'));
  const key = await derive(password, salt);
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/**
 * Digest of a password that a seed has in plain text: `sha256$salt$key`. It is made without effort, so that a seed may have thousands of
 * users, and it is the same at each start.
 */
export function digestSeededPassword(password: string, userId: string): string {
  const salt = derivedId('salt', userId);
  return `sha256$${salt}$${quickKey(password, salt).toString('base64url')}`;
}

/** True if the digest is that of the password. */
export async function verifyPassword(password: string, digest: string): Promise<boolean> {
  const [scheme, salt, key] = digest.split('$');
  if (!salt || !key || (scheme !== 'scrypt' && scheme !== 'sha256')) return false;
  const expected = Buffer.from(key, 'base64url');
  const actual =
    scheme === 'scrypt' ? await derive(password, Buffer.from(salt, 'base64url')) : quickKey(password, salt);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function quickKey(password: string, salt: string): Buffer {
  return createHash('sha256').update(salt).update(password.normalize('NFKC')).digest();
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, { N: scryptCost }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

// Session tokens of one instance, as the service signs them.
import { SignJWT, exportSPKI, generateKeyPair } from 'jose';

const { privateKey, publicKey } = await generateKeyPair('RS256');

export { publicKey };
export const jwtKey = await exportSPKI(publicKey);
export const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
/** Unix seconds. */
export const now = Math.floor(Date.now() / 1000);

const sign = (/** @type {number} */ index) =>
  new SignJWT({
    sub: `user_${index}`,
    sid: `sess_${index}`,
    azp: 'https://app.example.com',
    v: 2,
    sts: 'active',
    fva: [3, -1],
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_bench', typ: 'JWT', cat: 'cl_B7d4PD111AAA' })
    .setIssuer('https://clerk.example.com')
    .setIssuedAt(now)
    .setNotBefore(now - 10)
    .setExpirationTime(now + 3600)
    .sign(privateKey);

/** @param {number} count - how many, all different */
export const signTokens = (count) => Promise.all(Array.from({ length: count }, (_, index) => sign(index)));

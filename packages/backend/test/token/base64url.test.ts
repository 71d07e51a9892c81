import { provider } from '#crypto';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { parsePublishableKey } from '../../src/publishable-key.js';
import { decodeToken } from '../../src/token/decode-token.js';
import { decodeJwt, hasValidSignature, verifyJwt } from '../../src/token/verify-jwt.js';
import { verifyToken } from '../../src/token/verify-token.js';
import { verifyWebhook } from '../../src/webhooks.js';

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const alphabet = /^[\w-]$/;

let good: string;
let jwtKey: string;
let jwk: Awaited<ReturnType<typeof exportJWK>>;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  jwtKey = await exportSPKI(publicKey);
  jwk = await exportJWK(publicKey);
  good = await new SignJWT({ sid: 'sess_1' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'ins_1' })
    .setIssuer('https://clerk.example.com')
    .setSubject('user_1')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
});

/** The text with the character at a place replaced. */
const replaceAt = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1);

/** Letters that have the last byte of the given one, and letters whose last byte is it. */
const lookAlikes = (letter: string) =>
  [0x100, 0x200, 0x4e00, 0xff00].map((plus) => String.fromCharCode(letter.charCodeAt(0) + plus));

describe('text that is not base64url', () => {
  it('every other character in every place of a quartet is refused', () => {
    const accepted: string[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      const letter = String.fromCharCode(code);
      if (alphabet.test(letter)) continue;
      for (const text of [
        `${letter}AAA`,
        `A${letter}AA`,
        `AA${letter}A`,
        `AAA${letter}`,
        `AA${letter}`,
        `A${letter}`,
      ]) {
        // Padding at the end is base64url.
        if (letter === '=' && text === 'AAA=') continue;
        if (provider.decodeBase64Url(text) ?? provider.decodeBase64UrlText(text)) accepted.push(text);
      }
    }
    expect(accepted).toEqual([]);
  });

  it('characters of four bytes are refused', () => {
    expect(provider.decodeBase64Url('😀AA')).toBeUndefined();
    expect(provider.decodeBase64UrlText('A😀A')).toBeUndefined();
  });

  it.each(['=', '==', '===', '====', 'A=', 'A===', 'AA=', 'AA===', 'AAA==', 'AAAA=', 'AAAA====', '=AAA', 'A=A='])(
    'padding that completes no quartet is refused: %s',
    (text) => {
      expect(provider.decodeBase64Url(text)).toBeUndefined();
    },
  );

  it.each([
    ['', 0],
    ['AA', 1],
    ['AA==', 1],
    ['AAA', 2],
    ['AAA=', 2],
    ['AAAA', 3],
    ['_-__', 3],
  ])('what is base64url is decoded: %s', (text, length) => {
    expect(provider.decodeBase64Url(text)).toHaveLength(length);
  });

  it('no look-alike of a good token verifies, wherever the letter is', async () => {
    await expect(verifyToken(good, { jwtKey })).resolves.toMatchObject({ sub: 'user_1' });
    const accepted: string[] = [];
    for (let at = 0; at < good.length; at += 1) {
      const letter = good.charAt(at);
      if (letter === '.') continue;
      for (const other of lookAlikes(letter)) {
        const outcome = await verifyToken(replaceAt(good, at, other), { jwtKey }).catch((error: unknown) => error);
        if (!(outcome instanceof Error && 'reason' in outcome && outcome.reason === 'token-invalid'))
          accepted.push(`${at} ${other}`);
      }
    }
    expect(accepted).toEqual([]);
  });

  it('the other functions that read tokens refuse it too', async () => {
    const forged = replaceAt(good, good.lastIndexOf('.') + 5, 'Ł');
    expect(() => decodeJwt(forged)).toThrow(expect.objectContaining({ reason: 'token-invalid' }) as Error);
    await expect(verifyJwt(forged, { key: jwtKey })).rejects.toMatchObject({ reason: 'token-invalid' });
  });

  it('a decoded token whose text was changed has no valid signature', async () => {
    const decoded = decodeToken(good);
    if (!decoded) throw new Error('not decoded');
    await expect(hasValidSignature(decoded, jwtKey)).resolves.toBe(true);
    const text = replaceAt(good, 10, String.fromCharCode(good.charCodeAt(10) + 0x100));
    await expect(hasValidSignature({ ...decoded, raw: { ...decoded.raw, text } }, jwtKey)).resolves.toBe(false);
  });

  it('in a cookie, percent-encoded, it signs nobody in', async () => {
    const clerk = createClerkClient({ publishableKey, secretKey: 'sk_live_1', jwtKey });
    const state = async (session: string) => {
      const headers = { cookie: `__session=${session}; __client_uat=1` };
      return (await clerk.authenticateRequest(new Request('https://app.example.com/', { headers }))).status;
    };
    expect(await state(good)).toBe('signed-in');
    for (let at = 6; at < good.length; at += 7) {
      if (good[at] === '.') continue;
      expect(await state(replaceAt(good, at, encodeURIComponent(lookAlikes(good.charAt(at))[0] ?? '')))).not.toBe(
        'signed-in',
      );
    }
  });

  it.each([
    ['n', 'Ł'],
    ['n', ' '],
    ['n', '+'],
    ['e', 'Ł'],
    ['e', '!'],
  ] as const)('a JWK whose %s has %j cannot verify', async (member, letter) => {
    const text = jwk[member] ?? '';
    const key = { ...jwk, [member]: replaceAt(text, 2, letter) };
    await expect(verifyJwt(good, { key })).rejects.toMatchObject({ reason: 'token-verification-failed' });
  });

  it('a PEM with a foreign letter is no key', async () => {
    const at = jwtKey.indexOf('\n') + 40;
    for (const letter of [...lookAlikes(jwtKey.charAt(at)), '!', '=', 'é']) {
      await expect(verifyToken(good, { jwtKey: replaceAt(jwtKey, at, letter) })).rejects.toMatchObject({
        code: 'jwt_key_invalid',
      });
    }
  });

  it('a publishable key with a foreign letter, or white space inside, is none', () => {
    expect(parsePublishableKey(publishableKey)).toBeDefined();
    for (const letter of [' ', '\n', '\t', '-', 'Ł', 'é', '=']) {
      const key = `${publishableKey.slice(0, 14)}${letter}${publishableKey.slice(14)}`;
      expect(parsePublishableKey(key)).toBeUndefined();
    }
  });

  it('a webhook secret with a foreign letter is none', async () => {
    for (const letter of ['Ł', 'é', '!', ' ', '\u{1f600}']) {
      const request = new Request('https://app.example.com/', { method: 'POST', body: '{}' });
      const signingSecret = `whsec_AAAA${letter}AAA`;
      await expect(verifyWebhook(request, { signingSecret })).rejects.toMatchObject({ code: 'webhook_secret_invalid' });
    }
  });
});

describe('a text that is decoded', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('has two dots, no more and no less', () => {
    const [header, payload] = [part({ alg: 'RS256' }), part({ sub: 'user_1' })];
    expect(decodeToken(`${header}.${payload}.AAAA`)).toMatchObject({ payload: { sub: 'user_1' } });
    // Without its last letter, the first is a header and claims.
    for (const text of [
      `${header}A`,
      `${header}.${payload}`,
      `${header}.${payload}.AAAA.`,
      `.${payload}.`,
      '..',
      '.',
      '',
    ]) {
      expect(decodeToken(text)).toBeUndefined();
    }
  });

  it('shares the last header, if it is of ordinary length', () => {
    const headerOf = (header: string) => decodeToken(`${header}.${part({})}.AAAA`)?.header;
    const [short, longest, long] = [5, 184, 185].map((length) => part({ x: 'x'.repeat(length) }));
    expect([longest?.length, (long?.length ?? 0) > 256]).toEqual([256, true]);
    for (const header of [short, longest]) {
      expect(Object.isFrozen(headerOf(header ?? ''))).toBe(true);
      expect(headerOf(header ?? '')).toBe(headerOf(header ?? ''));
    }
    expect(headerOf(long ?? '')).toEqual(headerOf(long ?? ''));
    expect(headerOf(long ?? '')).not.toBe(headerOf(long ?? ''));
  });
});

// What remembered tokens weigh, and that a million distinct tokens leave a plateau. Run with --expose-gc.
import { verifyToken } from '@acme/backend';
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { report } from './report.js';

const collect = globalThis.gc;
if (!collect) throw new Error('Run with: node --expose-gc memory.js');
const distinct = process.argv.includes('--quick') ? 60_000 : 1_000_000;

// 2048 bits, signed by the fastest means: making a million tokens is most of the work.
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const jwtKey = String(publicKey.export({ type: 'spki', format: 'pem' }));
const now = Math.floor(Date.now() / 1000);
const encode = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString('base64url');
const header = encode({ alg: 'RS256', kid: 'ins_bench', typ: 'JWT', cat: 'cl_B7d4PD111AAA' });
const padding = 'x'.repeat(2000);

/** A token cut from a Cookie header, as a server does: the slice would keep the whole header alive. */
function tokenOf(/** @type {number} */ index) {
  const claims = {
    azp: 'https://app.example.com',
    exp: now + 36_000,
    fva: [3, -1],
    iat: now,
    iss: 'https://clerk.example.com',
    nbf: now - 10,
    sid: `sess_${index}`,
    sts: 'active',
    sub: `user_${index}`,
    v: 2,
    o: { id: `org_${index}`, rol: 'admin', slg: `slug-${index}`, per: 'read,manage', fpm: '3' },
    fea: 'o:articles',
  };
  const data = `${header}.${encode(claims)}`;
  const cookie = `a=${padding}; __session=${data}.${sign('RSA-SHA256', Buffer.from(data), key).toString('base64url')}; b=1`;
  const start = cookie.indexOf('__session=') + '__session='.length;
  return cookie.slice(start, cookie.indexOf(';', start));
}

function megabytes() {
  collect?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed / 1e6, outside: arrayBuffers / 1e6 };
}

await verifyToken(tokenOf(0), { jwtKey });
const before = megabytes();
const rows = [];
for (let index = 1; index <= distinct; index += 1) {
  await verifyToken(tokenOf(index), { jwtKey });
  // Right before the older half falls out, 10 000 are remembered.
  if ((index + 2) % 5000 !== 0 || index < 5000) continue;
  if (index > 20_000 && Math.floor(index / 5000) % (distinct / 50_000) !== 0) continue;
  const grown = megabytes();
  rows.push({
    name: `${index} tokens`,
    'heap MB': grown.heap - before.heap,
    'outside MB': grown.outside - before.outside,
  });
}
report('remembered tokens (10 000 at most, the default)', rows);

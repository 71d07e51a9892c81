// What the option `revocations` costs: a decision with and without the list, and the memory of 100 000 entries. Run with --expose-gc.
import { createRedisRevocationStore, revokeTokens } from '@acme/backend';
import { createAuthenticator } from '@acme/backend/adapter';
import { interleave } from './interleave.js';
import { report } from './report.js';
import { jwtKey, publishableKey, signTokens } from './session-tokens.js';

const isQuick = process.argv.includes('--quick');
const entries = 100_000;
const secretKey = 'sk_live_bench';
const revocations = {};
// The sessions of the tokens are not among them, and their ids are as long as the service's.
const idOf = (/** @type {number} */ index) => `sess_2xKq9vT1mZpQ0aBcDeFgHi${String(index).padStart(6, '0')}`;

const collect = globalThis.gc;
if (!collect) throw new Error('Run with: node --expose-gc revocations.js');
async function bytes() {
  collect?.();
  // What the table has outgrown is freed by another thread.
  await new Promise((resolve) => setTimeout(resolve, 200));
  collect?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

await revokeTokens({ sessionId: idOf(entries) }, { revocations, secretKey });
const before = await bytes();
for (let index = 0; index < entries; index += 1) {
  await revokeTokens({ sessionId: idOf(index) }, { revocations, secretKey });
}
report('memory', [{ name: `${entries} entries`, MB: ((await bytes()) - before) / 1e6 }]);

// Users, holders and machine tokens, so that each table is asked.
for (let index = 0; index < 1000; index += 1) {
  await revokeTokens({ userId: `user_${index}_gone` }, { revocations, secretKey });
  await revokeTokens({ tokenId: `mt_${index}` }, { revocations, secretKey });
}

/** @type {string[]} */
const log = [];
const store = createRedisRevocationStore(([name, , from]) =>
  Promise.resolve(name === 'XRANGE' && from === '-' ? log.map((entry, index) => [`${index + 1}-0`, ['e', entry]]) : []),
);

const tokens = await signTokens(100);
const decideWith = (/** @type {object} */ options) =>
  createAuthenticator({ publishableKey, secretKey, jwtKey, ...options }, { where: 'bench', env: () => ({}) });
const contestant = (/** @type {string} */ name, /** @type {object} */ options) => {
  const decide = decideWith(options);
  return {
    name,
    run: (/** @type {number} */ index) => {
      const authorization = `Bearer ${tokens[index % tokens.length]}`;
      return decide(
        {
          method: 'GET',
          url: 'http://localhost/',
          header: (/** @type {string} */ header) => (header === 'authorization' ? authorization : undefined),
          headers: () => [],
        },
        undefined,
      );
    },
    isRight: (/** @type {unknown} */ decision) => Object(decision).state.isAuthenticated === true,
  };
};

report(
  'a decision by bearer token, seen before (CPU)',
  await interleave(
    [
      contestant('without the option', {}),
      contestant('once more without it', { clockSkewInMs: 5001 }),
      contestant('an empty list', { revocations: {} }),
      contestant('an empty list with a store', { revocations: { store } }),
      contestant(`a list of ${entries}`, { revocations }),
    ],
    { batches: isQuick ? 20 : 100, batchSize: 2000 },
  ),
);
process.exit();

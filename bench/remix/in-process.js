// What getAuth() adds to a resource route of Remix for tokens that were never seen, in one process and without a network, so that the figures hold
// on a busy machine too.
import { signInBrowsers } from '../fleet.js';
import { interleave } from '../interleave.js';
import { report } from '../report.js';
import { jwtKey, publishableKey } from '../session-tokens.js';
import { createHandler } from './create-handler.js';

Object.assign(process.env, {
  CLERK_PUBLISHABLE_KEY: publishableKey,
  CLERK_SECRET_KEY: 'sk_live_bench',
  CLERK_JWT_KEY: jwtKey,
});

const batches = 36;
const batchSize = 200;
const subjects = ['bare', 'ours', 'official'];
// Each token is sent once: before the batches every subject answers three times as many requests.
const cookies = await signInBrowsers(subjects.length * batchSize * (batches + 3));

const contestants = await Promise.all(
  subjects.map(async (name) => {
    const { readUser } = await import(`./subjects/${name}.js`);
    const handle = createHandler(readUser);
    const run = async (/** @type {number} */ index) => {
      const headers = { accept: 'application/json', cookie: cookies[index] ?? '' };
      const response = await handle(new Request('http://app.example.com/user', { headers }));
      return [await response.text(), name === 'bare' ? 'anybody' : `user_${String(index)}`];
    };
    const isRight = (/** @type {any} */ [text, wanted]) => text === JSON.stringify(wanted);
    return { name, run, isRight };
  }),
);

const [bare, ...others] = await interleave(contestants, { batches, batchSize });
const official = others.find(({ name }) => name === 'official');
const added = (/** @type {{ cpuMicroseconds: number }} */ { cpuMicroseconds }) =>
  cpuMicroseconds - bare.cpuMicroseconds;
report(
  `Remix in one process, tokens never seen, Node ${process.version}`,
  [bare, ...others].map((subject) => ({
    name: subject.name,
    'CPU µs': subject.cpuMicroseconds,
    added: added(subject),
    'to official': added(subject) / added(official),
  })),
);
process.exit();

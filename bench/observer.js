// What an observer costs: a decision without one, with OpenTelemetry but no SDK, and with an SDK that keeps every span.
import { createAuthenticator } from '@acme/backend/adapter';
import { openTelemetry } from '@acme/backend/opentelemetry';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { interleave } from './interleave.js';
import { report } from './report.js';
import { jwtKey, publishableKey, signTokens } from './session-tokens.js';

const batches = process.argv.includes('--quick') ? 20 : 60;
const tokens = await signTokens(100);
const keys = { publishableKey, secretKey: 'sk_live_bench', jwtKey };
const tracerProvider = new NodeTracerProvider({ spanProcessors: [] });

/** @param {object} options */
function contestant(options) {
  const decide = createAuthenticator({ ...keys, ...options }, { where: 'bench', env: () => ({}) });
  return (/** @type {number} */ index) => {
    const headers = { authorization: `Bearer ${tokens[index % tokens.length]}`, host: 'app.example.com' };
    const header = (/** @type {string} */ name) => Reflect.get(headers, name);
    const head = { method: 'GET', url: 'http://localhost/', header, headers: () => Object.entries(headers) };
    return decide(/** @type {never} */ (head), /** @type {never} */ (undefined));
  };
}

const isRight = (/** @type {unknown} */ decision) => Object(decision).state?.status === 'signed-in';

report(
  'a decision about a token seen before',
  await interleave(
    [
      { name: 'without an observer', run: contestant({}), isRight },
      { name: 'openTelemetry() without an SDK', run: contestant({ observer: openTelemetry() }), isRight },
      {
        name: 'openTelemetry() with an SDK',
        run: contestant({ observer: openTelemetry({ tracerProvider }) }),
        isRight,
      },
    ],
    { batches, batchSize: 2000 },
  ),
);

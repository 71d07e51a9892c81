import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { parseJson } from '@acme/backend/adapter';
import { ApiError, NotFoundError } from '../errors/api-error.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { isLoopbackHostname } from '../http/is-loopback-hostname.js';
import { jsonAnswer } from '../http/json-answer.js';
import { refuseForeignForms } from '../http/refuse-foreign-forms.js';
import { requestPath } from '../http/request-path.js';
import { demoSecretKey } from '../instance/demo-secret-key.js';
import { isEqualKey } from '../instance/is-equal-key.js';
import { eventStream } from './event-stream.js';
import type { RequestEnv } from './request-env.js';
import { isControlName, runControl } from './run-control.js';

/** Exports of large instances come in one body. */
const maxBodyBytes = 256 * 1024 * 1024;

/**
 * The door of the controls: `POST /_emulator/controls/<name>` with a JSON object, and `GET /_emulator/events`. Whoever may call it may do
 * anything, so that it answers this machine only, never a page of another origin, and asks for the secret key if that is not the demo key.
 */
export function controlsRouter(): Hono<RequestEnv> {
  const router = new Hono<RequestEnv>({ getPath: requestPath });
  router.use(refuseForeignForms());
  router.use(async (c, next) => {
    checkCaller(c);
    await next();
  });
  router.post('/_emulator/controls/:name', bodyLimit({ maxSize: maxBodyBytes, onError: refuseBody }), async (c) => {
    const name = c.req.param('name');
    if (!isControlName(name)) throw new NotFoundError('The emulator has no control of this name.');
    return jsonAnswer((await runControl(c.env.controls, name, await readInput(c))) ?? {});
  });
  router.get('/_emulator/events', (c) => eventStream(c.env.controls.changes, c.req.raw.signal));
  return router;
}

/** @throws {ApiError} 403 `control_refused`, 401 `clerk_key_invalid` */
function checkCaller({ env, req }: Context<RequestEnv>): void {
  const host = new URL(req.url).hostname;
  const origin = req.header('origin');
  const site = req.header('sec-fetch-site');
  // A page of another origin may send GET without `Origin`; browsers then say so in `Sec-Fetch-Site`. A link or a bookmark has "none".
  const isForeign =
    (site !== undefined && site !== 'same-origin') ||
    (origin !== undefined && origin !== `http://${req.header('host')}`);
  if (!env.isLocal || !isLoopbackHostname(host) || isForeign)
    throw new ApiError(
      403,
      'control_refused',
      'Request refused',
      'The controls answer only programs and pages of the emulator on this machine, at localhost.',
    );
  const { secretKey } = env.instance;
  if (secretKey !== demoSecretKey && !isEqualKey(req.header('authorization') ?? '', `Bearer ${secretKey}`))
    throw new ApiError(
      401,
      'clerk_key_invalid',
      'Secret key needed',
      'This emulator was started with a secret key of its own. Send it as Authorization: Bearer …; commands take --secret-key.',
    );
}

async function readInput({ req }: Context): Promise<unknown> {
  // Forms of foreign pages cannot have this type without a question before, which is answered with no.
  if (!/^application\/json\b/i.test(req.header('content-type') ?? ''))
    throw new ApiError(415, 'content_type_invalid', 'JSON needed', 'Send a JSON object as application/json.');
  const text = await req.text();
  if (text.trim() === '') return {};
  try {
    return parseJson(text);
  } catch {
    throw new EmulatorError('option_invalid', 'The body is no JSON object, or is nested too deeply.');
  }
}

function refuseBody(): never {
  throw new ApiError(413, 'request_body_too_large', 'Request body too large', 'A body may have up to 256 MiB.');
}

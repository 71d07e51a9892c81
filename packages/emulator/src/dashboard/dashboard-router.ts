import { createHash } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { controlError } from '../controls/control-error.js';
import { eventStream } from '../controls/event-stream.js';
import type { RequestEnv } from '../controls/request-env.js';
import { ApiError } from '../errors/api-error.js';
import { answerWithoutChange, changesNothing } from '../http/changes-nothing.js';
import { requestPath } from '../http/request-path.js';
import { emulatorMark } from '../pages/draw-avatar.js';
import { svgAnswer } from '../pages/svg-answer.js';
import { dashboardPages } from './dashboard-pages.js';
import { keepNote, takeNote } from './dashboard-note.js';
import { refuseStrangers } from './refuse-strangers.js';
import { runOnce } from './run-once.js';
import { actionField, onceField } from './layout/action-form.js';
import { DashboardCall } from './layout/dashboard-call.js';
import type { ActionOutcome, DashboardPage } from './layout/dashboard-page.js';
import { dashboardIcon, renderDashboard } from './layout/render-dashboard.js';
import { renderProblem } from './layout/render-problem.js';

/** An import of a large instance comes in one body. */
const maxBodyBytes = 256 * 1024 * 1024;

type DashboardContext = Context<RequestEnv>;

/** Whether a path belongs to the dashboard. */
export function isDashboardPage(path: string): boolean {
  return path === '/' || path === '/dashboard' || path.startsWith('/dashboard/');
}

/** The dashboard: its pages, their actions and the stream that tells open pages what changed. */
export function dashboardRouter(): Hono<RequestEnv> {
  const router = new Hono<RequestEnv>({ getPath: requestPath });
  router.use(async (c, next) => {
    const refusal = refuseStrangers(c.req.raw, c.env, c.env.instance);
    if (refusal) return refusal;
    return next();
  });
  router.get('/dashboard', (c) => c.redirect('/', 302));
  router.get(dashboardIcon, () => svgAnswer(emulatorMark));
  router.get('/dashboard/live', (c) => eventStream(c.env.controls.changes, c.req.raw.signal));
  for (const page of dashboardPages) {
    router.get(page.path, async (c) =>
      changesNothing(c.req.raw) ? answerWithoutChange(c.req.raw) : show(c, page, callOf(c, undefined)),
    );
    if (page.actions)
      router.post(page.path, bodyLimit({ maxSize: maxBodyBytes }), async (c) =>
        act(c, page, callOf(c, await readForm(c))),
      );
  }
  router.all('/dashboard/*', (c) =>
    renderProblem({
      status: 404,
      title: 'Page not found',
      text: 'The dashboard has no such page.',
      url: c.env.instance.url,
    }),
  );
  return router;
}

async function show(c: DashboardContext, page: DashboardPage, call: DashboardCall): Promise<Response> {
  const { instance, controls } = c.env;
  const note = call.query('note');
  try {
    return await renderDashboard({
      content: await page.show(call),
      topics: page.topics,
      path: c.req.path,
      address: call.linkWith({}),
      url: instance.url,
      status: call.refused?.status,
      refusal: call.refused?.reason,
      note: note === undefined ? undefined : takeNote(controls.changes, note),
    });
  } catch (error) {
    const { status, reason } = refusalOf(error);
    const title = status === 404 ? 'Not found' : 'This page cannot be shown';
    return renderProblem({ status, title, text: reason, url: instance.url });
  }
}

async function act(c: DashboardContext, page: DashboardPage, call: DashboardCall): Promise<Response> {
  const name = call.sent(actionField) ?? '';
  const action = page.actions && Object.hasOwn(page.actions, name) ? page.actions[name] : undefined;
  try {
    if (!action) throw new ApiError(400, 'action_unknown', 'Unknown action', 'This page has no such action.');
    const outcome = await runOnce(c.env.controls.changes, keyOf(c.req.path, call), () => action(call));
    return outcome instanceof Response ? outcome : redirected(c, call, outcome);
  } catch (error) {
    return show(c, page, call.withRefusal({ action: name, ...refusalOf(error) }));
  }
}

/** What names a form that was shown once, and what a person put in it; undefined for buttons, and for uploads. */
function keyOf(path: string, call: DashboardCall): string | undefined {
  const { texts, hasFiles } = call;
  if (hasFiles || !call.sent(onceField)) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([path, texts]))
    .digest('base64url');
}

/** The way back to a page, so that loading it again does nothing a second time. */
function redirected(c: DashboardContext, call: DashboardCall, { to, note, secret }: ActionOutcome): Response {
  const address = new URL(to ?? call.linkWith({}), c.env.instance.url);
  if (note !== undefined) address.searchParams.set('note', keepNote(c.env.controls.changes, { text: note, secret }));
  return c.redirect(`${address.pathname}${address.search}`, 303);
}

function callOf(c: DashboardContext, form: FormData | undefined): DashboardCall {
  const { controls, isLocal, ipAddress } = c.env;
  const url = new URL(c.req.url);
  return new DashboardCall({ controls, caller: { isLocal, ipAddress }, url, path: c.req.param(), form });
}

async function readForm(c: DashboardContext): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch {
    // Not a form: it has no fields, and so names no action.
    return new FormData();
  }
}

/** What a person reads about an error that was expected. @throws the error, if it was not */
function refusalOf(error: unknown): { readonly status: number; readonly reason: string } {
  const refusal = controlError(error);
  if (refusal instanceof ApiError) return { status: refusal.status, reason: refusal.longMessage };
  throw error;
}

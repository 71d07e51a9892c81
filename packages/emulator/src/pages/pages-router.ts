import { Hono } from 'hono';
import type { RequestEnv } from '../controls/request-env.js';
import { withRequester } from '../instance/with-requester.js';
import { displayName } from '../users/display-name.js';
import { showImage } from '../store/replace-image.js';
import { organizationCollection } from '../organizations/organization.js';
import { answerWithoutChange, changesNothing } from '../http/changes-nothing.js';
import { findUser } from '../users/user-record.js';
import { refuseForeignForms } from '../http/refuse-foreign-forms.js';
import { requestPath } from '../http/request-path.js';
import { browserScript } from './browser-script.js';
import type { HostedPage } from './hosted-page.js';
import { oauthConsentPage } from './oauth-consent-page.js';
import { chooseOrganizationPage } from './choose-organization-page.js';
import { passkeyPage } from './passkey-page.js';
import { drawAvatar, emulatorMark, initialsOf } from './draw-avatar.js';
import { emailLinkPages } from './email-link-pages.js';
import { forgotPasswordPage } from './forgot-password-page.js';
import { providerPage } from './provider-page.js';
import { signInStepPages } from './sign-in-step-pages.js';
import { signInPage } from './sign-in-page.js';
import { signOutPage } from './sign-out-page.js';
import { continueSignUpPage, signUpPage } from './sign-up-page.js';
import { ssoCallbackPage } from './sso-callback-page.js';
import { svgAnswer } from './svg-answer.js';
import { profilePage } from './profile-page.js';

const pages: Readonly<Record<string, HostedPage>> = {
  '/user': profilePage,
  '/sign-up': signUpPage,
  '/sign-up/continue': continueSignUpPage,
  '/sign-in': signInPage,
  '/sign-in/forgot-password': forgotPasswordPage,
  '/sign-in/sso-callback': ssoCallbackPage,
  ...signInStepPages,
  ...emailLinkPages,
  '/sign-in/passkey': passkeyPage,
  '/sign-in/choose-organization': chooseOrganizationPage,
  '/provider': providerPage,
  '/sign-out': signOutPage,
  '/oauth-consent': oauthConsentPage,
};

/** The hosted pages and their pictures, and the browser scripts that the application has installed. */
export function pagesRouter(): Hono<RequestEnv> {
  const router = new Hono<RequestEnv>({ getPath: requestPath });
  router.use(refuseForeignForms());
  for (const [path, page] of Object.entries(pages)) {
    router.use(path, async (c, next) => {
      const { trace } = c.env.instance;
      if (trace) trace.route = `Page: ${path}`;
      await next();
    });
    router.get(path, (c) => {
      const request = c.req.raw;
      return changesNothing(request)
        ? answerWithoutChange(request)
        : page.show(withRequester(c.env.instance, request, c.env), c);
    });
    const submit = page.submit?.bind(page);
    if (submit) router.post(path, (c) => submit(withRequester(c.env.instance, c.req.raw, c.env), c));
  }
  router.get('/favicon.svg', () => svgAnswer(emulatorMark));
  router.get('/favicon.ico', (c) => c.redirect('/favicon.svg', 302));
  router.get('/avatars/:file{.+\\.svg}', async (c) => {
    const { db } = c.env.instance;
    const id = c.req.param('file').slice(0, -'.svg'.length);
    const record = await findUser(db, id);
    const name = record ? displayName(record) : (await organizationCollection.find(db, id))?.name;
    return svgAnswer(String(await drawAvatar(id, name === undefined ? '?' : initialsOf(name))));
  });
  router.get('/images/:id', async (c) => (await showImage(c.env.instance, c.req.param('id'))) ?? c.notFound());
  router.get('/npm/*', async (c) => (await browserScript(requestPath(c.req.raw), process.cwd())) ?? c.notFound());
  return router;
}

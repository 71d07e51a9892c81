import { html } from 'hono/html';
import { ParameterError } from '../errors/api-error.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import type { SignInAttempt } from '../sign-in/sign-in-attempt.js';
import { signInSteps } from '../sign-in/sign-in-steps.js';
import { secondFactors } from '../sign-in/strategies.js';
import type { SignInFactor } from '../sign-in/strategy.js';
import { findUser } from '../users/user-record.js';
import { field, formError } from './field.js';
import type { HostedPage } from './hosted-page.js';
import { destination, pageHead } from './page-head.js';
import { renderPage, type Html } from './render-page.js';
import { returnFields, returnQuery } from './return-fields.js';
import { signInStepPage, type SignInPageStep } from './continue-sign-in.js';

/** One form in a card. */
function renderStep(
  step: SignInPageStep,
  page: {
    readonly title: string;
    readonly subtitle: string;
    readonly action: string;
    readonly form: Html;
    readonly aside?: Html;
  },
): Promise<Response> {
  const body = html`
    ${pageHead(page.title, page.subtitle)}
    <section class="card">
      <form method="post" action="${page.action}" novalidate>
        ${returnFields(step.target)} ${formError(step.error)} ${page.form}
      </form>
    </section>
    ${page.aside ?? ''}
    <p class="aside"><a href="/sign-in${returnQuery(step.target)}">Back to sign-in</a></p>
  `;
  return renderPage({ title: page.title, body, status: step.error ? 422 : 200 });
}

const codeField = (step: SignInPageStep, label = 'Verification code') =>
  field({ name: 'code', label, autocomplete: 'one-time-code', error: step.error });

/** Where a code was sent, in words. */
async function sentTo(instance: Instance, attempt: SignInAttempt, addressId: string | undefined): Promise<string> {
  const record = attempt.userId === null ? undefined : await findUser(instance.db, attempt.userId);
  const email = record?.emailAddresses.find(({ id }) => id === addressId)?.emailAddress;
  const phone = record?.phoneNumbers.find(({ id }) => id === addressId)?.phoneNumber;
  return `Enter the code sent to ${email ?? phone ?? 'you'}. The log of the emulator shows it.`;
}

/** `/sign-in/code`: a code by e-mail or text message, also for a forgotten password. */
const codePage = signInStepPage({
  status: 'needs_first_factor',
  fields: ['code'],
  async render(step) {
    const { instance, attempt } = step;
    return renderStep(step, {
      title: 'Check your messages',
      subtitle: await sentTo(instance, attempt, attempt.data.first?.addressId),
      action: '/sign-in/code',
      form: html`${codeField(step)}<button class="button primary" type="submit">Continue</button>`,
    });
  },
  submit: ({ instance, attempt, body }) =>
    signInSteps.attemptFirst(instance, attempt, { strategy: attempt.data.first?.strategy ?? '', body }),
});

/** `/sign-in/new-password`: after the code of a forgotten password. */
const newPasswordPage = signInStepPage({
  status: 'needs_new_password',
  fields: ['password'],
  async render(step) {
    const { password_settings: rules } = await instanceSettings(step.instance);
    return renderStep(step, {
      title: 'Set a new password',
      subtitle: destination(step.target) ?? 'for your account',
      action: '/sign-in/new-password',
      form: html`${field({
          name: 'password',
          label: 'New password',
          type: 'password',
          autocomplete: 'new-password',
          hint: `${rules.min_length} characters or more`,
          error: step.error,
        })}
        <label class="check"
          ><input type="checkbox" name="sign_out_of_other_sessions" value="true" checked /> Sign out everywhere
          else</label
        >
        <button class="button primary" type="submit">Reset password</button>`,
    });
  },
  submit: ({ instance, attempt, body }) =>
    signInSteps.resetPassword(instance, attempt, {
      password: body.requiredString('password'),
      signOutOfOtherSessions: body.string('sign_out_of_other_sessions') === 'true',
    }),
});

const secondFactorNames: Readonly<Record<string, string>> = {
  totp: 'Authenticator app',
  phone_code: 'Text message',
  backup_code: 'Backup code',
};

async function findFactors(instance: Instance, attempt: SignInAttempt): Promise<readonly SignInFactor[]> {
  const record = attempt.userId === null ? undefined : await findUser(instance.db, attempt.userId);
  return record ? secondFactors(record, await instanceSettings(instance)) : [];
}

/** `/sign-in/second-factor`: an authenticator app, a text message or a backup code. */
const secondFactorPage = signInStepPage({
  status: 'needs_second_factor',
  fields: ['code'],
  async render(step) {
    const { instance, attempt } = step;
    const factors = await findFactors(instance, attempt);
    const names = [...new Set(factors.map(({ strategy }) => strategy))];
    const chosen =
      names.find((name) => name === step.read('strategy')) ?? attempt.data.second?.strategy ?? names[0] ?? '';
    const isSent = attempt.data.second?.strategy === chosen;
    const subtitles: Readonly<Record<string, string>> = {
      totp: 'Enter the code that your authenticator app shows.',
      backup_code: 'Enter one of your backup codes. Each works once.',
      phone_code: isSent
        ? await sentTo(instance, attempt, attempt.data.second?.addressId)
        : 'We send a code to your phone.',
    };
    const needsSending = chosen === 'phone_code' && !isSent;
    return renderStep(step, {
      title: 'Two-step verification',
      subtitle: subtitles[chosen] ?? '',
      action: '/sign-in/second-factor',
      form: needsSending
        ? html`<button class="button primary" type="submit" name="send" value="${chosen}">Send the code</button>`
        : html`<input type="hidden" name="strategy" value="${chosen}" />
            ${codeField(step, chosen === 'backup_code' ? 'Backup code' : 'Verification code')}
            <button class="button primary" type="submit">Continue</button>`,
      aside: otherFactors(
        step,
        names.filter((name) => name !== chosen),
      ),
    });
  },
  submit({ instance, attempt, body }) {
    const toSend = body.string('send');
    if (toSend) return signInSteps.prepareSecond(instance, attempt, { strategy: toSend, body });
    return signInSteps.attemptSecond(instance, attempt, { strategy: body.string('strategy') ?? 'totp', body });
  },
});

function otherFactors({ target }: SignInPageStep, names: readonly string[]): Html {
  const query = returnQuery(target);
  return html`${names.map(
    (name) =>
      html`<p class="aside">
        <a href="/sign-in/second-factor${query}${query === '' ? '?' : '&'}strategy=${name}"
          >${secondFactorNames[name] ?? name}</a
        >
      </p>`,
  )}`;
}

/** The first factor that opens the way to a new password, for what the person wrote. */
export async function resetFactor(instance: Instance, attempt: SignInAttempt): Promise<string> {
  const record = attempt.userId === null ? undefined : await findUser(instance.db, attempt.userId);
  const hasEmail = record?.emailAddresses.some(({ verified }) => verified);
  const isPhone = record?.phoneNumbers.some(({ phoneNumber }) => phoneNumber === attempt.data.identifier);
  if (hasEmail && !isPhone) return 'reset_password_email_code';
  if (record?.phoneNumbers.some(({ verified }) => verified)) return 'reset_password_phone_code';
  throw new ParameterError(
    'strategy_for_user_invalid',
    'is invalid',
    'identifier',
    'This account has no verified e-mail address or phone number to send a code to.',
  );
}

/** The pages within a sign-in, by path. */
export const signInStepPages: Readonly<Record<string, HostedPage>> = {
  '/sign-in/code': codePage,
  '/sign-in/new-password': newPasswordPage,
  '/sign-in/second-factor': secondFactorPage,
};

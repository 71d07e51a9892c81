import { html } from 'hono/html';
import { isJsonObject } from '../../store/json-object.js';
import type { Html } from '../../pages/render-page.js';
import { actionForm } from '../layout/action-form.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { longTextField } from '../layout/text-field.js';
import { jsonText } from '../layout/json-text.js';
import { refuseStale, seenValues } from '../layout/seen-values.js';
import { labelOf, readSetting, settingFields } from './setting-fields.js';

/** What each part of the settings decides. */
const descriptions: Readonly<Record<string, string>> = {
  attributes: 'What a user can have, must have, and signs in with.',
  social: 'Providers that people sign in with. The emulator plays each of them.',
  enterprise_sso: 'Sign-in at the identity provider of an enterprise.',
  sign_in: 'What a sign-in needs.',
  sign_up: 'Who may sign up, and how. The mode is public, restricted or waitlist.',
  password_settings: 'What a password must contain.',
  username_settings: 'How long a user name is.',
  passkey_settings: 'How passkeys are offered.',
  actions: 'What users may do to their account.',
  session: 'How many sessions a browser has, and what needs a recent sign-in.',
  organizations: 'Whether there are organizations, and their limits.',
  api_keys: 'Who may have API keys.',
  billing: 'Whose plans are shown.',
  restrictions: 'Which addresses may sign up and sign in.',
  general: 'Name, addresses and modes of the instance.',
  protect: 'Only stored: the emulator has no protection against bots.',
  communication: 'Countries, in two letters, that get no text messages.',
  oauth_applications: 'How OAuth clients register, and what they get.',
};

/** The document of settings, part by part and as a whole. */
export const settingsPage: DashboardPage = {
  path: '/dashboard/settings',
  topics: [],
  async show(call) {
    const settings = await call.run('settings.get');
    const sections = Object.entries(settings).map(([name, value]) => section(call, name, value));
    return {
      title: 'Settings',
      subtitle:
        'How people sign up, sign in and use their account. They hold at once; a reset restores those of the seed.',
      live: html`${sections} ${documentForm(call, settings)}`,
    };
  },
  actions: {
    async save(call) {
      const name = call.sent('section') ?? '';
      const parts: Readonly<Record<string, unknown>> = { ...(await call.run('settings.get')) };
      const current = Object.hasOwn(parts, name) ? parts[name] : undefined;
      refuseStale(call, { [name]: jsonText(current) });
      await call.run('settings.change', { change: { [name]: readSetting(call, current, [name]) } });
      return { to: `/dashboard/settings?section=${encodeURIComponent(name)}`, note: `${labelOf(name)}: saved.` };
    },
    async saveDocument(call) {
      refuseStale(call, { document: jsonText(await call.run('settings.get')) });
      await call.run('settings.change', { change: call.sent('document') });
      return { to: '/dashboard/settings?section=document', note: 'The settings were saved.' };
    },
  },
};

/** The part of the page that is open. */
const openSection = (call: DashboardCall) =>
  call.refused?.action === 'saveDocument' ? 'document' : (call.sent('section') ?? call.query('section'));

function section(call: DashboardCall, name: string, value: unknown): Html {
  const isOpen = openSection(call) === name;
  return html`<details class="card" ${isOpen ? html`open` : ''}>
    <summary>
      <h2>${labelOf(name)}</h2>
      ${isJsonObject(value) ? html` <span class="muted">${descriptions[name] ?? ''}</span>` : ''}
    </summary>
    <div class="inside">
      ${actionForm({
        action: 'save',
        submit: `Save ${labelOf(name).toLowerCase()}`,
        hidden: { section: name, ...seenValues({ [name]: jsonText(value) }) },
        fields: settingFields(isOpen ? call : undefined, value, [name]),
      })}
    </div>
  </details>`;
}

function documentForm(call: DashboardCall, settings: object): Html {
  return html`<details class="card" ${openSection(call) === 'document' ? html`open` : ''}>
    <summary>
      <h2>The whole document</h2>
      <span class="muted">As a seed has it under <code>settings</code>. It may be given in part.</span>
    </summary>
    <div class="inside">
      ${actionForm({
        action: 'saveDocument',
        submit: 'Save the document',
        hidden: seenValues({ document: jsonText(settings) }),
        fields: longTextField({
          form: 'saveDocument',
          name: 'document',
          label: 'Settings',
          hint: 'JSON',
          value: call.kept('saveDocument', 'document', jsonText(settings)),
          isTall: true,
          isWhole: true,
        }),
      })}
    </div>
  </details>`;
}

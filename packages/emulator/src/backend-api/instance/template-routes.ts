import { templates as templatesEndpoints } from '@acme/backend/endpoints';
import type { TemplateJSON } from '@acme/backend/wire';
import { NotFoundError, ParameterError } from '../../errors/api-error.js';
import { derivedId } from '../../instance/ids.js';
import type { Instance } from '../../instance/instance.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import { Collection, type Row } from '../../store/collection.js';
import { oneAtATime } from '../../store/one-at-a-time.js';
import { listAnswer } from '../../http/page-answer.js';
import { readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

/** A changed template. Scope: its type. */
interface Template {
  readonly slug: string;
  readonly name: string;
  readonly subject: string | null;
  readonly markup: string;
  readonly body: string;
  readonly fromEmailName: string;
  readonly replyToEmailName: string;
  readonly deliveredByClerk: boolean;
}

const changed = new Collection<Template>('template', {
  idPrefix: 'tmpl',
  uniqueBy: ({ slug }, type) => `${type} ${slug}`,
});

type Type = 'email' | 'sms';

/** The default templates: slug, name, subject, text with variables in double braces. */
const originals: Readonly<
  Record<Type, readonly (readonly [slug: string, name: string, subject: string, body: string])[]>
> = {
  email: [
    ['verification_code', 'Verification code', '{{otp_code}} is your code', 'Your code is {{otp_code}}.'],
    ['invitation', 'Invitation', 'You are invited to {{app.name}}', 'Join at {{action_url}}.'],
    ['organization_invitation', 'Organization invitation', 'Join {{org.name}}', 'Join {{org.name}} at {{action_url}}.'],
    ['waitlist_invitation', 'Waitlist invitation', 'Your turn', 'Sign up at {{action_url}}.'],
    [
      'password_changed',
      'Password changed',
      'Your password was changed',
      'It was changed for {{primary_email_address}}.',
    ],
  ],
  sms: [
    ['verification_code', 'Verification code', '', '{{otp_code}} is your code for {{app.name}}.'],
    ['invitation', 'Invitation', '', 'You are invited to {{app.name}}: {{action_url}}'],
  ],
};

export const templateRoutes = answers(templatesEndpoints, {
  getTemplateList: async ({ params, query, ...instance }) => {
    const type = readType(params.templateType);
    const all = await Promise.all(originals[type].map(([slug]) => find(instance, type, slug)));
    const { limit, offset } = readPage(query);
    return listAnswer(query, all.slice(offset, offset + limit), all.length);
  },
  getTemplate: ({ params, ...instance }) => find(instance, readType(params.templateType), params.slug),
  upsertTemplate: async ({ params, body, ...instance }) => {
    const type = readType(params.templateType);
    await change(instance, type, params.slug, {
      ...body.pick({ name: 'text', subject: 'text', markup: 'text', body: 'text' }),
      ...defined('fromEmailName', body.string('from_email_name')),
      ...defined('replyToEmailName', body.string('reply_to_email_name')),
      ...defined('deliveredByClerk', body.boolean('delivered_by_clerk')),
    });
    return find(instance, type, params.slug);
  },
  revertTemplate: async ({ params, ...instance }) => {
    const type = readType(params.templateType);
    const { row } = await read(instance, type, params.slug);
    if (row) await changed.delete(instance.db, row.id);
    return find(instance, type, params.slug);
  },
  previewTemplate: async ({ params, body, ...instance }) => {
    const { current } = await read(instance, readType(params.templateType), params.slug);
    const fill = (text: string) => text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => samples[name] ?? name);
    return {
      subject: fill(body.string('subject') ?? current.subject ?? ''),
      body: fill(body.string('body') ?? current.body),
      from_email_address: `${body.string('from_email_name') ?? current.fromEmailName}@example.com`,
      reply_to_email_address: `${body.string('reply_to_email_name') ?? current.replyToEmailName}@example.com`,
    };
  },
  toggleTemplateDelivery: async ({ params, body, ...instance }) => {
    const type = readType(params.templateType);
    const { current } = await read(instance, type, params.slug);
    const deliveredByClerk = body.boolean('delivered_by_clerk') ?? !current.deliveredByClerk;
    await change(instance, type, params.slug, { deliveredByClerk });
    return find(instance, type, params.slug);
  },
});

const samples: Readonly<Record<string, string>> = {
  otp_code: '424242',
  action_url: 'https://app.example.com/',
  'app.name': 'My application',
  'org.name': 'Acme',
  primary_email_address: 'ada@example.com',
};

function defined<Name extends keyof Template>(name: Name, value: Template[Name] | null | undefined): Partial<Template> {
  return value === undefined || value === null ? {} : { [name]: value };
}

function readType(text: string): Type {
  if (text === 'email' || text === 'sms') return text;
  throw new ParameterError('form_param_value_invalid', 'is invalid', 'template_type', 'It must be email or sms.');
}

interface Found {
  readonly current: Template;
  /** Undefined if the template is unchanged. */
  readonly row: Row<Template> | undefined;
}

async function read({ db }: Instance, type: Type, slug: string): Promise<Found> {
  const row = await changed.findWhere(db, { scope: type, where: { slug } });
  const original = originals[type].find(([known]) => known === slug);
  if (row) return { current: row, row };
  if (!original) throw new NotFoundError(`No ${type} template was found with slug ${slug}.`);
  const [, name, subject, body] = original;
  const current = {
    slug,
    name,
    subject: type === 'email' ? subject : null,
    markup: '',
    body,
    fromEmailName: (await instanceSettings({ db })).general.from_email_address,
    replyToEmailName: '',
    deliveredByClerk: true,
  };
  return { current, row: undefined };
}

function change(instance: Instance, type: Type, slug: string, values: Partial<Template>): Promise<void> {
  return oneAtATime(instance.db, `template ${type} ${slug}`, async () => {
    const { current, row } = await read(instance, type, slug);
    if (row) await changed.update(instance, row, values);
    else await changed.insert(instance, { ...current, ...values }, { scope: type });
  });
}

async function find(instance: Instance, type: Type, slug: string): Promise<TemplateJSON> {
  const { current, row } = await read(instance, type, slug);
  const variables = [...`${current.subject ?? ''} ${current.body}`.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].map(
    (match) => match[1] ?? '',
  );
  return {
    object: 'template',
    id: row?.id ?? derivedId('tmpl', `${type} ${slug}`),
    instance_id: row ? instance.signer.jwk.kid : null,
    resource_type: row ? 'user' : 'system',
    template_type: type,
    name: current.name,
    slug,
    can_revert: row !== undefined,
    can_delete: false,
    subject: current.subject,
    markup: current.markup,
    body: current.body,
    available_variables: [...new Set(variables)],
    required_variables: slug === 'verification_code' ? ['otp_code'] : [],
    from_email_name: current.fromEmailName,
    reply_to_email_name: current.replyToEmailName,
    delivered_by_clerk: current.deliveredByClerk,
    enabled: true,
    created_at: row?.createdAt ?? 0,
    updated_at: row?.updatedAt ?? 0,
  };
}

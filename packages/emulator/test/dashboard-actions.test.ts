import { describe, expect, it } from 'vitest';
import { subjectCommands } from '../src/cli/subject-commands.js';
import { controlTable, type ControlName } from '../src/controls/control-table.js';
import { dashboardPages } from '../src/dashboard/dashboard-pages.js';
import { actionField } from '../src/dashboard/layout/action-form.js';
import type { DashboardCall } from '../src/dashboard/layout/dashboard-call.js';
import { createEmulator } from '../src/index.js';
import { emulatorTest } from '../src/vitest.js';
import { Dashboard } from './dashboard.js';

const actions = dashboardPages.flatMap(({ path, actions: ofPage = {} }) =>
  Object.entries(ofPage).map(([name, act]) => ({ path, name, act })),
);

/** Ends an action at the control that it would run. */
class Reached extends Error {
  constructor(readonly control: ControlName) {
    super(control);
  }
}

/** A call whose form has every field. It answers what is read, stops at what changes, and has no way around the controls. */
const formWith = (values: Readonly<Record<string, string>>) =>
  ({
    run(control: ControlName) {
      if (controlTable[control].changes || control === 'state.export') throw new Reached(control);
      return Promise.resolve(new Proxy({}, { get: (_target, name) => (name === 'then' ? undefined : 'text') }));
    },
    sent: (name: string) => (name.startsWith('seen.') ? undefined : (values[name] ?? 'text')),
    allSent: () => ['text'],
    isChecked: () => true,
    file: () => new File(['{}'], 'file.json'),
    pathPart: () => 'text',
    query: () => undefined,
    linkWith: () => '/',
    get controls(): never {
      throw new Error('An action does what it does by controls only.');
    },
  }) as unknown as DashboardCall;

/** The controls that an action runs; some choose by a field. */
async function controlsOf(act: (typeof actions)[number]['act']): Promise<readonly ControlName[]> {
  const found = await Promise.all(
    [{ kind: 'email' }, { kind: 'phone' }].map((values) =>
      act(formWith(values)).then(
        () => undefined,
        (thrown: unknown) => {
          if (thrown instanceof Reached) return thrown.control;
          throw thrown;
        },
      ),
    ),
  );
  return found.filter((name) => name !== undefined);
}

const commandsByControl = new Map(
  subjectCommands().flatMap(({ name, verbs }) =>
    verbs.map(({ verb, control }) => [control, `${name} ${verb}`] as const),
  ),
);

describe('what the dashboard does', () => {
  it.each(actions)('$path, $name: a control with a function and a command', async ({ act }) => {
    const emulator = await createEmulator();
    const controls = await controlsOf(act);
    expect(controls.length).toBeGreaterThan(0);
    for (const control of controls) {
      const [subject = '', verb = ''] = control.split('.');
      const group = (emulator.controls as Readonly<Record<string, object>>)[subject];
      expect(group).toHaveProperty(verb, expect.any(Function));
      // The controls of all data are commands of one word.
      const command = subject === 'state' ? verb : commandsByControl.get(control);
      expect(command).toMatch(/^[a-z-]+( [a-z-]+)?$/);
    }
    await emulator.close();
  });
});

const visited = emulatorTest();

visited('each action has a form on its page, and each form an action', async ({ emulator }) => {
  const dashboard = new Dashboard(emulator);
  await emulator.signIn('ada@example.com');
  emulator.webhooks.add({ url: 'http://localhost:9/' });
  const [ada] = emulator.users;
  await emulator.controls.organizations.invite({ organizationId: 'moon-landing', emailAddress: 'new@example.com' });
  await emulator.controls.machines.create({ name: 'worker' });
  await emulator.controls.snapshots.save({ name: 'kept' });
  await emulator.controls.users.ban({ userId: 'grace@example.com' });
  await emulator.controls.users.lock({ userId: 'grace@example.com' });
  await emulator.controls.emailAddresses.add({ userId: ada?.id ?? '', emailAddress: 'x@example.com', verified: false });
  emulator.faults.add({ path: '/nowhere', status: 500 });
  await fetch(`${emulator.url}/v1/jwks`);
  const frozen = async () => {
    emulator.clock.freeze();
    return formsOf(dashboard, '/dashboard/clock');
  };
  const forms = [...(await crawl(dashboard)), ...(await frozen())];
  const offered = new Set(forms.map(({ path, action }) => `${pageOf(path)} ${action}`));
  const known = new Set(actions.map(({ path, name }) => `${path} ${name}`));
  expect([...offered].filter((form) => !known.has(form))).toEqual([]);
  expect([...known].filter((action) => !offered.has(action))).toEqual([]);
});

interface SeenForm {
  readonly path: string;
  readonly action: string;
}

/** The pattern of the page with this address. */
function pageOf(path: string): string | undefined {
  return dashboardPages.find((page) => {
    const parts = page.path.split('/');
    const given = path.split('/');
    return parts.length === given.length && parts.every((part, index) => part.startsWith(':') || part === given[index]);
  })?.path;
}

async function formsOf(dashboard: Dashboard, path: string): Promise<readonly SeenForm[]> {
  const text = await dashboard.open(path);
  return Array.from(
    text.matchAll(/<form\s+method="post"(.*?)>(.*?)<\/form>/gs),
    ([, attributes = '', inside = '']) => ({
      path: (/action="([^"]+)"/.exec(attributes)?.[1] ?? path).replace(/\?.*$/, ''),
      action: new RegExp(`name="${actionField}" value="([^"]+)"`).exec(inside)?.[1] ?? '',
    }),
  );
}

/** The forms of all pages that links lead to. */
async function crawl(dashboard: Dashboard): Promise<readonly SeenForm[]> {
  const seen = new Set<string>();
  const forms: SeenForm[] = [];
  const queue = ['/'];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    forms.push(...(await formsOf(dashboard, path)));
    const text = await dashboard.open(path);
    for (const [, href = ''] of text.matchAll(/href="([^"#]+)"/g))
      if (href === '/' || (href.startsWith('/dashboard') && !href.includes('?'))) queue.push(href);
  }
  expect(seen.size).toBeGreaterThan(20);
  return forms;
}

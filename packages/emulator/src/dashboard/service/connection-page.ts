import { html } from 'hono/html';
import { formatEnvironment } from '../../instance/app-connection.js';
import { maySeeSecretKey } from '../../instance/demo-secret-key.js';
import { frameworks, type Framework } from '../../instance/framework-environment.js';
import { copyable } from '../layout/copyable.js';
import type { DashboardCall } from '../layout/dashboard-call.js';
import type { DashboardPage } from '../layout/dashboard-page.js';

const names: Readonly<Record<Framework, string>> = {
  nextjs: 'Next.js',
  astro: 'Astro',
  nuxt: 'Nuxt',
  'react-router': 'React Router',
  remix: 'Remix',
  'tanstack-react-start': 'TanStack Start',
};

/** The variables that point an application to the emulator, for each framework. */
export const connectionPage: DashboardPage = {
  path: '/dashboard/connection',
  topics: [],
  async show(call) {
    const framework = frameworks.find((known) => known === call.query('framework'));
    const env = await shownEnvironment(call, framework);
    const option = framework === undefined ? '' : ` --framework ${framework}`;
    return {
      title: 'Connection',
      subtitle:
        'Put these variables into the .env file of an application and start it. They stay the same for this port.',
      live: html`<nav class="tabs" aria-label="Frameworks">
          ${tab('Express, Fastify, Hono', '', framework === undefined)}
          ${frameworks.map((known) => tab(names[known], `?framework=${known}`, known === framework))}
        </nav>
        <section class="card">
          <h2>.env</h2>
          ${copyable('the variables', formatEnvironment(env, 'dotenv'), 'lines')}
        </section>
        <div class="cols">
          <section class="card">
            <h2>Without a file</h2>
            <p class="muted">The emulator starts your program with the variables set.</p>
            ${copyable('the command', `npx @acme/emulator exec${option} -- npm run dev`)}
          </section>
          <section class="card">
            <h2>In tests</h2>
            <p class="muted">An emulator of its own for each test file, with the same controls as this page.</p>
            ${copyable('the code', testCode)}
          </section>
        </div>`,
    };
  },
};

const testCode = `import { createEmulator } from '@acme/emulator';

const emulator = await createEmulator();
Object.assign(process.env, emulator.env);
const { cookieHeader } = await emulator.signIn('ada@example.com');`;

function tab(text: string, search: string, isOpen: boolean) {
  return html`<a href="/dashboard/connection${search}" ${isOpen ? html`aria-current="page"` : ''}>${text}</a>`;
}

/** The variables, with the secret key only for callers who may see it. */
export async function shownEnvironment(
  call: DashboardCall,
  framework?: Framework,
): Promise<Readonly<Record<string, string>>> {
  const { env } = await call.run('connection.get', { framework });
  const { instance } = call.controls;
  if (maySeeSecretKey(instance, call.caller)) return env;
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.includes(instance.secretKey) ? '(the key that the emulator was started with)' : value,
    ]),
  );
}

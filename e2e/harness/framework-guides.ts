import { withReadme } from './framework-readmes.js';
import { frameworks, type Framework } from './frameworks.js';
import { filesIn, pageText, startPrinted, type PrintedFile, type QuickStartApp } from './quick-start.js';
import { refusalFilesBeforeStart } from './refusal-parts.js';
import { satelliteHost } from './satellite-blocks.js';

/** What all guides of full-stack frameworks say. */
export type Check =
  | 'page'
  | 'me'
  | 'posts'
  | 'greeting'
  | 'home'
  | 'account'
  | 'sign-out'
  | 'jobs'
  | 'members'
  | 'webhooks'
  | 'browser test'
  | 'deployment';

/** What shows that a block works: a check by name, or `every`: without the file no check could pass. */
type ShownBy = Check | 'every';

interface GuideRow {
  /** Each file that the guide prints, and what shows that it works. */
  readonly shownBy: Readonly<Record<string, ShownBy>>;
  /** Files of the quick start that a sentence names: a file of the guide takes their place. */
  readonly replaced?: readonly string[];
  /** Pages of ours around code in sentences, which is given by how it starts. */
  readonly around?: (sentence: (start: string) => string) => readonly PrintedFile[];
  /** Lines that a sentence of the section about deployment changes: the file, and what stands where. */
  readonly edit?: (sentence: (start: string) => string) => readonly [path: string, from: string, to: string];
}

const tests = { 'playwright.config.ts': 'browser test', 'tests/profile.spec.ts': 'browser test' } as const;

const rows: Readonly<Record<string, GuideRow>> = {
  astro: {
    shownBy: {
      'astro.config.mjs': 'every',
      'src/env.d.ts': 'every',
      'src/middleware.ts': 'every',
      'src/pages/profile.astro': 'page',
      'src/pages/api/me.ts': 'me',
      'src/pages/api/posts.ts': 'posts',
      'src/pages/api/greeting.ts': 'greeting',
      'src/pages/api/account.ts': 'account',
      'src/pages/sign-out.ts': 'sign-out',
      'src/pages/api/jobs.ts': 'jobs',
      'src/pages/api/members.ts': 'members',
      'src/pages/webhooks.ts': 'webhooks',
      ...tests,
    },
    replaced: ['src/pages/sign-out.astro'],
    around: (sentence) => [
      [
        'src/pages/index.astro',
        `---\nconst { userId } = ${sentence('Astro.locals.auth')};\n---\n{userId ? ${sentence('<form')} : <a href="/profile">Sign in</a>}\n`,
      ],
    ],
  },
  nextjs: {
    shownBy: {
      'proxy.ts': 'every',
      'app/profile/page.tsx': 'page',
      'app/api/me/route.ts': 'me',
      'app/api/posts/route.ts': 'posts',
      'app/greeting/page.tsx': 'greeting',
      'app/account-link.tsx': 'home',
      'app/sign-out/route.ts': 'sign-out',
      'app/api/jobs/route.ts': 'jobs',
      'app/api/members/route.ts': 'members',
      'app/webhooks/route.ts': 'webhooks',
      ...tests,
    },
    replaced: ['app/sign-out/page.tsx'],
    around: (sentence) => [
      [
        'app/page.tsx',
        `import { AccountLink } from './account-link';\nexport default function Home() {\n  return <AccountLink />;\n}\n`,
      ],
      [
        'app/api/account/route.ts',
        `import { auth } from '@acme/nextjs/server';\nexport async function GET() {\n  ${sentence('const { redirectToSignIn')};\n  return redirectToSignIn();\n}\n`,
      ],
    ],
  },
  nuxt: {
    shownBy: {
      'nuxt.config.ts': 'every',
      'app/pages/profile.vue': 'page',
      'server/middleware/pages.ts': 'page',
      'server/api/profile.get.ts': 'page',
      'server/api/me.get.ts': 'me',
      'server/api/posts.delete.ts': 'posts',
      'server/api/greeting.get.ts': 'greeting',
      'server/routes/sign-out.post.ts': 'sign-out',
      'server/api/jobs.post.ts': 'jobs',
      'server/api/members.get.ts': 'members',
      'server/routes/webhooks.post.ts': 'webhooks',
      'server/middleware/01.clerk.ts': 'deployment',
      ...tests,
    },
    around: (sentence) => [
      [
        'app/pages/index.vue',
        `<script setup lang="ts">\nconst userId = ${sentence('useState(')};\n</script>\n\n<template>\n  <div v-if="userId">${sentence('<form')}</div>\n  <a v-else href="/profile">Sign in</a>\n</template>\n`,
      ],
    ],
  },
  'react-router': {
    shownBy: {
      'react-router.config.ts': 'every',
      'app/root.tsx': 'every',
      'app/routes.ts': 'every',
      'app/routes/profile.tsx': 'page',
      'app/routes/api.me.ts': 'me',
      'app/routes/api.posts.ts': 'posts',
      'app/routes/greeting.tsx': 'greeting',
      'app/routes/home.tsx': 'home',
      'app/routes/sign-out.ts': 'sign-out',
      'app/routes/api.jobs.ts': 'jobs',
      'app/routes/api.members.ts': 'members',
      'app/routes/webhooks.ts': 'webhooks',
      'app/authenticate.ts': 'deployment',
      ...tests,
    },
    replaced: ['app/routes/sign-out.tsx'],
    edit: (sentence) => [
      'app/root.tsx',
      'export const middleware = [clerkMiddleware()];',
      `import { authenticate } from './authenticate';\n${sentence('export const middleware')};`,
    ],
  },
  remix: {
    shownBy: {
      'app/entry.server.tsx': 'every',
      'app/routes/profile.tsx': 'page',
      'app/routes/api.me.ts': 'me',
      'app/routes/api.posts.ts': 'posts',
      'app/routes/greeting.tsx': 'greeting',
      'app/routes/_index.tsx': 'home',
      'app/routes/sign-out.ts': 'sign-out',
      'app/routes/api.jobs.ts': 'jobs',
      'app/routes/api.members.ts': 'members',
      'app/routes/webhooks.ts': 'webhooks',
      'app/configure-clerk.ts': 'deployment',
      ...tests,
    },
    replaced: ['app/routes/sign-out.tsx'],
    edit: (sentence) => ['app/entry.server.tsx', `${sentence('configureClerk({})')};`, `import './configure-clerk';`],
  },
  'tanstack-react-start': {
    shownBy: {
      'src/start.ts': 'every',
      'src/routes/profile.tsx': 'page',
      'src/routes/api/me.ts': 'me',
      'src/routes/api/posts.ts': 'posts',
      'src/routes/greeting.tsx': 'greeting',
      'src/routes/index.tsx': 'home',
      'src/routes/sign-out.ts': 'sign-out',
      'src/routes/api/jobs.ts': 'jobs',
      'src/routes/api/members.ts': 'members',
      'src/routes/webhooks.ts': 'webhooks',
      ...tests,
    },
    replaced: ['src/routes/sign-out.tsx'],
  },
};

/** The guide of a full-stack framework, and how its blocks are run. */
export interface FrameworkGuide extends Framework {
  readonly shownBy: Readonly<Record<string, ShownBy>>;
  /** What the guide prints: all of it, before the section about deployment, and what that section puts in their place. */
  readonly text: string;
  readonly printed: readonly PrintedFile[];
  readonly deployed: readonly PrintedFile[];
  /** Whether the application has a route that redirects by itself. */
  readonly hasAccount: boolean;
  readonly start: () => Promise<QuickStartApp>;
}

function frameworkGuide(framework: Framework): FrameworkGuide {
  const row = rows[framework.page];
  if (!row) throw new Error(`No row says what runs the guide of ${framework.name}.`);
  const text = pageText(`frameworks/${framework.page}`);
  const [before = '', after = ''] = text.split(/^## Deployment$/m);
  const sentence = (start: string) => {
    const found = [...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/`([^`]+)`/g)].find(([, code]) =>
      code?.startsWith(start),
    );
    if (!found?.[1]) throw new Error(`No sentence of the guide has code that starts with ${start}.`);
    return found[1];
  };
  const printed = filesIn(before);
  const deployed = [...filesIn(after)];
  if (row.edit) {
    const [path, from, to] = row.edit(sentence);
    const code = printed.find(([name]) => name === path)?.[1] ?? '';
    if (!code.includes(from)) throw new Error(`${path} does not have ${from}`);
    deployed.push([path, code.replace(from, () => to)]);
  }
  const around = row.around?.(sentence) ?? [];
  const hasAccount = [...printed, ...around].some(([path]) => path.includes('api/account'));
  const replaced = (row.replaced ?? []).map(sentence);
  const start = () => {
    const first = filesIn(pageText(`quick-start/${framework.page}`)).filter(([path]) => !replaced.includes(path));
    return startPrinted(
      framework,
      'guide',
      withReadme(framework.page, [...first, ...printed, ...around, ...refusalFilesBeforeStart(framework.page)]),
      ({ url, webhooks }) => ({
        CLERK_WEBHOOK_SIGNING_SECRET: webhooks.secret,
        CLERK_FAPI_URL: url,
        // Vite answers to no other host.
        __VITE_ADDITIONAL_SERVER_ALLOWED_HOSTS: satelliteHost(framework.page) ?? '',
      }),
    );
  };
  return { ...framework, shownBy: row.shownBy, text, printed, deployed, hasAccount, start };
}

/** The guides of all full-stack frameworks. */
export const frameworkGuides: readonly FrameworkGuide[] = frameworks.map(frameworkGuide);

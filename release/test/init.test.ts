import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from 'testing';
import { expect, inject, it } from 'vitest';
import { emptyFolder, run } from '../src/workspace.js';
import { Visitor } from '../src/visitor.js';

// An application that knows nothing of us is signed in offline by one command, out of what is published.

const { registry, folder } = inject('released');

const server = `import express from 'express';

const app = express();

app.get('/me', async (request, response) => {
  const { getAuth } = await import(['@acme', 'express'].join('/'));
  response.send('user: ' + getAuth(request).userId);
});

app.listen(process.env.PORT);
`;

it('npx @acme/emulator init signs an Express application in', async () => {
  const scripts = { dev: 'node server.js' };
  const place = emptyFolder(folder, 'init-express', { type: 'module', scripts, dependencies: { express: '^5.0.0' } });
  writeFileSync(join(place, 'server.js'), server);
  await run('npm', ['install'], { cwd: place, env: registry.env });
  const before = ['package.json', 'server.js', 'package-lock.json'].map((path) =>
    readFileSync(join(place, path), 'utf8'),
  );
  const [port, appPort] = [await freePort(), await freePort()];

  let installedAt = 0;
  const command = ['--yes', '@acme/emulator', 'init', '--yes', '--port', String(port)];
  const child = spawn('npx', command, {
    cwd: place,
    env: { ...registry.env, PORT: String(appPort) },
    stdio: ['ignore', 'pipe', 'inherit'],
    // With a group of its own, so that npm and what it starts end too.
    detached: true,
  });
  const ended = once(child, 'exit');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.includes('Done.')) installedAt ||= performance.now();
  });
  try {
    const [app, emulator] = [`http://localhost:${appPort}`, `http://localhost:${port}`];
    const isUp = () =>
      fetch(app).then(
        () => true,
        () => false,
      );
    while (child.exitCode === null && !(await isUp())) await new Promise((wait) => setTimeout(wait, 50));
    const visitor = new Visitor();
    expect(await (await visitor.open(`${app}/me`)).text()).toBe('user: null');
    const page = await (
      await visitor.open(`${emulator}/sign-in?redirect_url=${encodeURIComponent(`${app}/me`)}`)
    ).text();
    const [, userId = ''] = /name="user_id" value="([^"]+)"/.exec(page) ?? [];
    const fields = { redirect_url: `${app}/me`, user_id: userId };
    expect(await (await visitor.open(`${emulator}/sign-in`, fields)).text()).toBe(`user: ${userId}`);
    const seconds = (performance.now() - installedAt) / 1000;
    process.stdout.write(`\ninit, from the end of the installation to signed in: ${seconds.toFixed(1)} s\n`);
    expect(userId).toMatch(/^user_/);
    expect(output).toContain(`${emulator}/sign-in`);
    expect(output).toContain('ada@example.com');
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid);
    await ended;
  }

  const ours = join(place, 'node_modules/.bin/acme-emulator');
  expect(await run(ours, ['init', '--undo'], { cwd: place, env: registry.env })).toContain('Undone');
  expect(
    ['package.json', 'server.js', 'package-lock.json'].map((path) => readFileSync(join(place, path), 'utf8')),
  ).toEqual(before);
});

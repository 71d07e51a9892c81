import pc from 'picocolors';
import type { DemoUser } from '../instance/instance.js';
import type { DevelopmentScript } from './development-script.js';
import { unifiedDiff } from './file-change.js';
import type { InitPlan } from './plan-init.js';

function coloured(diff: string): string {
  return diff
    .split('\n')
    .map((line) => {
      if (line.startsWith('+')) return pc.green(line);
      return line.startsWith('-') ? pc.red(line) : line;
    })
    .join('\n');
}

/** A plan as text: the diff of each file, the commands, and what the person does. */
export function describePlan(plan: InitPlan, isInstalling: boolean): string {
  const { framework, packageManager, changes, installs, notes, byHand } = plan;
  const commands = installs.map((command) => `  ${command.join(' ')}\n`);
  const verb = isInstalling ? 'Then it runs' : 'Not run because of --no-install, so run them yourself';
  const isDone = changes.length === 0 && installs.length === 0;
  return [
    `${pc.bold(framework.title)} with ${packageManager.name}\n`,
    ...changes.map((change) => `\n${coloured(unifiedDiff(change)).trimEnd()}\n`),
    ...(commands.length > 0 ? [`\n${pc.bold(verb)}\n`, ...commands] : []),
    ...(isDone ? ['\nNothing to change: the application is connected already.\n'] : []),
    ...byHand.map(
      ({ where, lines }) =>
        `\n${pc.bold(`Add to ${where}`)}\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`,
    ),
    ...(notes.length > 0 ? ['\n', ...notes.map((note) => `${pc.yellow('Note')} ${note}\n`)] : []),
    '\n',
  ].join('');
}

/** What follows the changes: how they are taken back, and how a page is protected. */
export function describeDone({ guard }: InitPlan): string {
  const lines = guard.map((line) => `  ${line}\n`).join('');
  const next = lines === '' ? '' : `\n${pc.bold('Protect a page')}\n${lines}`;
  return `${pc.green('Done.')} Take it back with ${pc.bold('npx @acme/emulator init --undo')}\n${next}`;
}

/** What follows an undo. */
export function describeUndone(paths: readonly string[]): string {
  const rest = paths.includes('package.json') ? 'Installed packages stay until you run your package manager.\n' : '';
  return `${pc.green('Undone.')} As before: ${paths.join(', ')}\n${rest}`;
}

/** Where to sign in, and as whom. */
export function describeStart(
  { url, users }: { readonly url: string; readonly users: readonly DemoUser[] },
  { name, run }: DevelopmentScript,
): string {
  const people = users.map(
    (user) => `  ${(user.emailAddress || (user.username ?? '')).padEnd(24)} ${user.password ?? ''}\n`,
  );
  return [
    `\n${pc.bold('Sign in')}    ${pc.cyan(`${url}/sign-in`)}\n`,
    `${pc.bold('Dashboard')}  ${pc.cyan(url)}\n\n`,
    ...people,
    pc.dim('For development and tests only. Never put real accounts or live keys here.\n'),
    ...(name === undefined ? [] : [`Next time: ${pc.bold(name)} in the scripts of package.json\n`]),
    run ? `\n${pc.dim(`$ ${run.join(' ')}`)}\n` : '\nThe emulator runs until you press Ctrl+C.\n',
  ].join('');
}

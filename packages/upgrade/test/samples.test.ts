import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitAll, Project, run, upgrade } from './upgraded-project.js';

const tsc = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'typescript', 'bin', 'tsc');

/** The compiler's complaints about a project; JavaScript is checked too, as loosely as JavaScript is written. */
function typeErrors(folder: string, isStrict: boolean): string {
  const compilerOptions = {
    target: 'ES2022',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    strict: isStrict,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(import.meta.dirname, '..', '..', '..', 'node_modules', '@types')],
  };
  const project = new Project().write({
    'tsconfig.json': JSON.stringify({ compilerOptions, include: [`${folder}/**/*`], exclude: ['**/node_modules'] }),
  });
  try {
    return run(process.execPath, [tsc, '-p', project.folder], project.folder).stdout;
  } finally {
    project[Symbol.dispose]();
  }
}

describe.each([
  { name: 'v2', isStrict: false, main: 'server.js' },
  { name: 'v4', isStrict: true, main: 'src/server.ts' },
  { name: 'v5', isStrict: true, main: 'src/server.ts' },
])('sample $name', ({ name, isStrict, main }) => {
  let project: Project;
  beforeEach(() => {
    project = new Project().copySample(name);
    commitAll(project.folder);
  });
  afterEach(() => project[Symbol.dispose]());

  it('compiles against @acme/express after the command', () => {
    const { status, stderr } = upgrade(project.folder, '--to', 'express');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const code = readFileSync(join(project.folder, main), 'utf8');
    expect(code).toContain('@acme/express');
    expect(code).not.toContain('clerk-sdk-node');
    expect(typeErrors(project.folder, isStrict)).toBe('');
  });
});

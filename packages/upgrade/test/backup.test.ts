import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restoreBackup } from '../src/backup/restore-backup.js';
import { writeBackup } from '../src/backup/write-backup.js';
import { inSafeOrder, writeChanges } from '../src/backup/write-changes.js';
import { planUpgrade } from '../src/plan/plan-upgrade.js';
import { manifest } from './planned-project.js';
import { Project } from './upgraded-project.js';

const given = {
  'package.json': manifest({ '@clerk/clerk-sdk-node': '^4.13.0', '@clerk/backend': '~0.38.1', express: '^4.17.0' }),
  'server.js': `import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';
import me from './routes/me.js';
app.use(ClerkExpressWithAuth());
app.use(me);
`,
  'routes/me.js': 'export default (req, res) => res.json(req.auth.userId);\n',
  'types.ts': "import type { User } from '@clerk/backend';\nexport type { User };\n",
  '.env': 'CLERK_API_KEY=test_x\n',
};

let project: Project;
const path = (name: string) => join(project.folder, name);
const snapshot = () =>
  Object.fromEntries(
    readdirSync(project.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  );
const plan = () => planUpgrade({ folder: project.folder });

beforeEach(() => {
  project = new Project().write(given);
});
afterEach(() => project[Symbol.dispose]());

describe('a backup', () => {
  it('restores every file, byte for byte, and leaves nothing', async () => {
    chmodSync(path('.env'), 0o600);
    const before = snapshot();
    const { changes } = await plan();
    expect(changes).toHaveLength(6);
    writeBackup(project.folder, changes);
    writeChanges(project.folder, changes);
    expect(snapshot()).not.toEqual(before);
    expect(statSync(path('.env')).mode & 0o777).toBe(0o600);
    expect(restoreBackup(project.folder, false)).toHaveLength(6);
    expect(snapshot()).toEqual(before);
    expect(statSync(path('.env')).mode & 0o777).toBe(0o600);
    expect(existsSync(path('.acme-upgrade-backup'))).toBe(false);
  });

  it('is not committed, and not read by the command', async () => {
    writeBackup(project.folder, (await plan()).changes);
    expect(readFileSync(path('.acme-upgrade-backup/.gitignore'), 'utf8')).toBe('*\n');
    expect((await plan()).changes.filter((change) => change.path.includes('backup'))).toEqual([]);
  });

  it('restores after any number of written files', async () => {
    const { changes } = await plan();
    const order = inSafeOrder(changes);
    for (let written = 0; written <= order.length; written += 1) {
      const before = snapshot();
      writeBackup(project.folder, changes);
      for (const change of order.slice(0, written)) writeChanges(project.folder, [change]);
      restoreBackup(project.folder, false);
      expect(snapshot()).toEqual(before);
    }
  });

  it('does not lose what was changed since, unless forced', async () => {
    const { changes } = await plan();
    writeBackup(project.folder, changes);
    writeChanges(project.folder, changes);
    writeFileSync(path('server.js'), '// mine\n');
    expect(() => restoreBackup(project.folder, false)).toThrow(
      expect.objectContaining({
        code: 'backup_changed',
        message: expect.stringContaining('server.js') as string,
      }) as Error,
    );
    expect(readFileSync(path('server.js'), 'utf8')).toBe('// mine\n');
    restoreBackup(project.folder, true);
    expect(readFileSync(path('server.js'), 'utf8')).toBe(given['server.js']);
  });

  it('is not overwritten by a second one, unless it is incomplete', async () => {
    const { changes } = await plan();
    writeBackup(project.folder, changes);
    expect(() => writeBackup(project.folder, changes)).toThrow(
      expect.objectContaining({ code: 'backup_exists' }) as Error,
    );
    rmSync(path('.acme-upgrade-backup/backup.json'));
    expect(() => restoreBackup(project.folder, false)).toThrow(
      expect.objectContaining({ code: 'backup_missing' }) as Error,
    );
    writeBackup(project.folder, changes);
  });

  it('writes nothing outside of the project', () => {
    mkdirSync(path('.acme-upgrade-backup'));
    for (const name of ['../outside.txt', '/outside.txt', 'a/../../outside.txt']) {
      const list = JSON.stringify({ files: [{ path: name, existed: true }] });
      writeFileSync(path('.acme-upgrade-backup/backup.json'), list);
      expect(() => restoreBackup(project.folder, true)).toThrow(
        expect.objectContaining({ code: 'backup_missing' }) as Error,
      );
    }
  });
});

describe('an interrupted run', () => {
  it('is completed by a second one, whatever was written', async () => {
    const { changes } = await plan();
    writeChanges(project.folder, changes);
    const complete = snapshot();
    for (let written = 0; written <= changes.length; written += 1) {
      project.write(given);
      rmSync(path('.acme-upgrade.json'), { force: true });
      for (const change of inSafeOrder(changes).slice(0, written)) writeChanges(project.folder, [change]);
      writeChanges(project.folder, (await plan()).changes);
      expect(snapshot()).toEqual(complete);
    }
  });
});

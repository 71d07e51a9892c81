import { spawnSync } from 'node:child_process';

/** Whether changes in a folder could be undone. `none`: no repository, or no git. */
export type TreeState = 'clean' | 'dirty' | 'none';

/** Asks git for the state of a folder; files that git ignores do not count. */
export function treeState(folder: string): TreeState {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain', '--', '.'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) return 'none';
  return stdout.trim() ? 'dirty' : 'clean';
}

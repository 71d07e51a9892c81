import { spawnSync } from 'node:child_process';

/** State of the git working tree; `none`: no repository, or no git. */
export type TreeState = 'clean' | 'dirty' | 'none';

/** Reads the state of a folder from git; ignored files do not count. */
export function treeState(folder: string): TreeState {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain', '--', '.'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) return 'none';
  return stdout.trim() ? 'dirty' : 'clean';
}

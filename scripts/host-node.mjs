// Finds the Node.js of this machine. Some workspaces depend on other versions of Node.js, whose `node` comes first on the path inside their
// scripts.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The folders of the path that no package has put there. */
export const hostPath = (process.env.PATH ?? '').split(delimiter).filter((place) => !place.includes('node_modules'));

const program = process.platform === 'win32' ? 'node.exe' : 'node';

/** The Node.js of this machine. */
export const hostNode =
  hostPath.map((place) => join(place, program)).find((file) => existsSync(file)) ?? process.execPath;

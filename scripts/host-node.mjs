// Finds the Node.js of this machine. Some packages of this repository have other versions among their dependencies, whose `node` is first on
// the path of what they run.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The folders of the path that no package has put there. */
export const hostPath = (process.env.PATH ?? '').split(delimiter).filter((place) => !place.includes('node_modules'));

const program = process.platform === 'win32' ? 'node.exe' : 'node';

/** The Node.js of this machine. */
export const hostNode =
  hostPath.map((place) => join(place, program)).find((file) => existsSync(file)) ?? process.execPath;

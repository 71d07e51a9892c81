import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The first number of a version or of a simple range. */
function majorOf(text: string | undefined): number | undefined {
  const [, digits] = /(\d+)(?:\.|$)/.exec(text ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The folder of an installed package, in the folder or above it. */
export function installedFolder(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    try {
      readFileSync(join(found, 'package.json'));
      return found;
    } catch {
      if (dirname(at) === at) return undefined;
    }
  }
}

/**
 * The major version of a package: the installed one, else the first number of its range.
 * @param range - in `package.json`
 */
export function installedMajor(folder: string, name: string, range: string | undefined): number | undefined {
  const found = installedFolder(folder, name);
  if (found === undefined) return majorOf(range);
  const [, version] = /"version"\s*:\s*"([^"]+)"/.exec(readFileSync(join(found, 'package.json'), 'utf8')) ?? [];
  return majorOf(version) ?? majorOf(range);
}

const oldest = [20, 9] as const;

const places: readonly (readonly [file: RegExp, line: RegExp])[] = [
  [/(?:^|\/)\.n(?:vmrc|ode-version)$/, /^\s*v?(\d+)(?:\.(\d+))?/],
  [/(?:^|\/)\.tool-versions$/, /^\s*node(?:js)?\s+v?(\d+)(?:\.(\d+))?/],
  [/(?:Docker|Container)file/i, /^\s*FROM\s+(?:\S*\/)?node:v?(\d+)(?:\.(\d+))?/i],
  [/\.ya?ml$/, /\bnode[-_]?version:\s*["']?v?(\d+)(?:\.(\d+))?/i],
  [/\.ya?ml$/, /\bimage:\s*["']?(?:\S*\/)?node:v?(\d+)(?:\.(\d+))?/],
];

/** Lines of configurations that choose a Node.js version which is too old for our packages. */
export function oldNodeVersions(
  path: string,
  text: string,
): readonly { readonly line: number; readonly what: string }[] {
  const patterns = places.filter(([file]) => file.test(path)).map(([, line]) => line);
  if (patterns.length === 0) return [];
  return text.split('\n').flatMap((line, index) => {
    const found = patterns.map((pattern) => pattern.exec(line)).find((one) => one !== null);
    const [, major = '', minor] = found ?? [];
    if (!found || Number(major) > oldest[0]) return [];
    if (Number(major) < oldest[0]) return [{ line: index + 1, what: `Node ${major}` }];
    // `20` alone is the newest version of it.
    return minor !== undefined && Number(minor) < oldest[1]
      ? [{ line: index + 1, what: `Node ${major}.${minor}` }]
      : [];
  });
}

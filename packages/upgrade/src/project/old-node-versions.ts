const oldest = 20;

const places: readonly (readonly [file: RegExp, line: RegExp])[] = [
  [/(?:^|\/)\.n(?:vmrc|ode-version)$/, /^\s*v?(\d+)/],
  [/(?:^|\/)\.tool-versions$/, /^\s*node(?:js)?\s+v?(\d+)/],
  [/(?:Docker|Container)file/i, /^\s*FROM\s+(?:\S*\/)?node:v?(\d+)/i],
  [/\.ya?ml$/, /\bnode[-_]?version:\s*["']?v?(\d+)/i],
  [/\.ya?ml$/, /\bimage:\s*["']?(?:\S*\/)?node:v?(\d+)/],
];

/** Lines of configurations that choose a Node.js version which is too old for our packages. */
export function oldNodeVersions(
  path: string,
  text: string,
): readonly { readonly line: number; readonly what: string }[] {
  const patterns = places.filter(([file]) => file.test(path)).map(([, line]) => line);
  if (patterns.length === 0) return [];
  return text.split('\n').flatMap((line, index) => {
    const major = patterns.map((pattern) => pattern.exec(line)?.[1]).find((found) => found !== undefined);
    return major !== undefined && Number(major) < oldest ? [{ line: index + 1, what: `Node ${major}` }] : [];
  });
}

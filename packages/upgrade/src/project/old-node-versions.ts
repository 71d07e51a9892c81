const oldest = [20, 9] as const;

/** The names of long-term versions that are too old. */
const names: Readonly<Record<string, number>> = {
  argon: 4,
  boron: 6,
  carbon: 8,
  dubnium: 10,
  erbium: 12,
  fermium: 14,
  gallium: 16,
  hydrogen: 18,
};
const named = Object.keys(names).join('|');
const version = String.raw`v?(\d+(?:\.\d+)?|(?:${named})\b)`;
const image = String.raw`(?:[\w.-]+(?::\d+)?\/)*(?:node|nodejs|javascript-node|typescript-node|aws-lambda-nodejs):(?:lts-|[01]-(?=\d))?${version}`;
const distroless = String.raw`\S*\/nodejs(\d+)(?:-|$|["'\s])`;

/** Where files name a version. The first group is the version, or a list of versions. */
const places: readonly (readonly [file: RegExp, ...patterns: readonly string[]])[] = [
  [/(?:^|\/)\.n(?:vmrc|ode-version)$/, String.raw`^\s*(?:lts\/)?${version}`],
  [/(?:^|\/)\.tool-versions$/, String.raw`^\s*node(?:js)?\s+${version}`],
  [/(?:^|\/)\.npmrc$/, String.raw`^\s*use-node-version\s*=\s*${version}`],
  [/(?:Docker|Container)file/i, ...['FROM', String.raw`COPY\s+--from=`].flatMap(imagesAfter)],
  [
    /\.(?:ya?ml|jsonc?)$/,
    String.raw`\b(?:image|container|name)["']?:\s*["']?${image}`,
    String.raw`\b(?:node|use)[-_]?(?:node[-_]?)?version["']?:\s*["']?${version}`,
    String.raw`\bnode(?:[-_]?(?:js|versions?))?["']?:\s*\[([^\]]*)\]`,
    String.raw`\bnode(?:[-_]?(?:js|versions?))?:[ \t]*\n((?:[ \t]*-[ \t]*["']?v?[\d.x*]+["']?[ \t]*(?:#.*)?(?:\n|$))+)`,
    String.raw`\bnode_js:\s*["']?${version}`,
    String.raw`\bkey:\s*["']?NODE_VERSION["']?\s*\n\s*value:\s*["']?${version}`,
    String.raw`\bNodeTool@[\s\S]{0,200}?versionSpec:\s*["']?${version}`,
  ],
  [/\.toml$/, String.raw`^\s*node(?:js)?\s*=\s*["']${version}`],
  [/\.(?:ya?ml|jsonc?|tf|toml)$/, String.raw`\bruntime["']?\s*[:=]\s*["']?nodejs(\d+)`],
  [
    /(?:Docker|Container|Make)file|\.(?:ya?ml|jsonc?|toml|tf|tfvars|hcl|sh|bash|zsh|ps1|mk|service)$/i,
    String.raw`\bNODE(?:JS)?_VERSION["']?(?:[ \t]*[:=][ \t]*|[ \t]+)["']?(?:\$\{\w+:?-)?${version}`,
    String.raw`\b(?:nvm|fnm|nodenv)\s+(?:install|use)\s+(?:lts\/)?${version}`,
    String.raw`\bnodesource\.com\/setup_(\d+)\.x`,
  ],
];

function imagesAfter(start: string): readonly string[] {
  const before = String.raw`^\s*${start}\s*(?:--platform=\S+\s+)?`;
  return [before + image, before + distroless];
}

/** Each variable of a Dockerfile, replaced by its value where an image is named. `NODE_VERSION` is found where it gets its value. */
function withVariables(text: string): string {
  const values = new Map(
    Array.from(text.matchAll(/^\s*(?:ARG|ENV)\s+(\w+)(?:=|[ \t]+)["']?([^\s"']+)/gim), ([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  return text.replace(/^\s*(?:FROM|COPY)\b.*$/gim, (line) =>
    line.replace(/\$(?:\{(\w+)(?::?[-+][^}]*)?\}|(\w+))/g, (whole, long?: string, short?: string) => {
      const name = long ?? short ?? '';
      const value = values.get(name) ?? /:?-([^}]*)\}$/.exec(whole)?.[1] ?? whole;
      return values.has(name) && /^NODE(?:JS)?_VERSION$/i.test(name) ? whole : value;
    }),
  );
}

/** The lowest version in a text that is too old; undefined if none is. */
function oldIn(text: string): string | undefined {
  const found = Array.from(text.matchAll(new RegExp(`(?<![\\w.])v?(\\d+)(?:\\.(\\d+))?|\\b(${named})\\b`, 'gi')));
  const versions = found.map(([, major, minor, name = '']) => {
    // `20` alone is the newest version of it.
    return {
      major: Number(major ?? names[name.toLowerCase()]),
      minor: minor === undefined ? undefined : Number(minor),
    };
  });
  const old = versions.filter(
    ({ major, minor = oldest[1] }) => major >= 4 && (major < oldest[0] || (major === oldest[0] && minor < oldest[1])),
  );
  const [lowest] = old.sort((a, b) => a.major - b.major);
  if (!lowest) return undefined;
  return lowest.major < oldest[0] ? `Node ${lowest.major}` : `Node ${lowest.major}.${lowest.minor ?? 0}`;
}

/** Lines of configurations that choose a Node.js version which is too old for our packages. */
export function oldNodeVersions(
  path: string,
  text: string,
): readonly { readonly line: number; readonly what: string }[] {
  const patterns = places.filter(([file]) => file.test(path)).flatMap(([, ...list]) => list);
  if (patterns.length === 0) return [];
  const whole = /file/i.test(path) ? withVariables(text) : text;
  const read = whole.replace(/^[ \t]*#.*$/gm, '');
  const found = new Map<number, string>();
  for (const pattern of patterns) {
    for (const match of read.matchAll(new RegExp(pattern, 'dgim'))) {
      const what = oldIn(match[1] ?? '');
      const line = read.slice(0, match.indices?.[1]?.[0] ?? match.index).split('\n').length;
      if (what !== undefined && !found.has(line)) found.set(line, what);
    }
  }
  return [...found].map(([line, what]) => ({ line, what })).sort((a, b) => a.line - b.line);
}

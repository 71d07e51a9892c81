const module = String.raw`["'](?:@clerk\/clerk-sdk-node|@acme\/node-legacy)((?:\/[\w./-]+)?)["']`;
const statements = [
  new RegExp(String.raw`\b(?:import|export)\s+(?:type\s+)?([\w*{}\s,$]*?)\s*\bfrom\s*${module}`, 'g'),
  new RegExp(
    String.raw`\b(?:const|let|var)\s+([\w*{}\s,:$]*?)\s*=\s*(?:await\s+import|require)\(\s*${module}\s*\)(\.\w+)?`,
    'g',
  ),
  new RegExp(String.raw`\bimport\s+(\w+)\s*=\s*require\(\s*${module}\s*\)`, 'g'),
];

function namesIn(clause: string): readonly string[] {
  const [, braces] = /\{([^}]*)\}/.exec(clause) ?? [];
  const named = (braces ?? '')
    .split(',')
    .map(
      (one) =>
        one
          .replace(/^\s*type\s+/, '')
          .trim()
          .split(/\s+as\s+|\s*:\s*/)[0] ?? '',
    )
    .filter(Boolean);
  const outside = clause.replace(/\{[^}]*\}/, '').replace(/\bas\s+\w+/, '');
  if (outside.includes('*')) return [...named, '*'];
  return /[\w$]/.test(outside) ? [...named, 'default'] : named;
}

/**
 * The names that a source imports from the retired SDK, found in the text without parsing it: `default`, `*` and the part of the specifier
 * after the package (`/instance`) are among them.
 */
export function legacyNames(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of statements) {
    for (const [text, clause = '', entry = '', member = ''] of source.matchAll(statement)) {
      if (entry) names.add(entry.replace(/^\/(?:esm|cjs|dist)(?=\/)/, '').replace(/\.js$/, ''));
      const isRequired = !clause.includes('{') && /\brequire\(|\bimport\(/.test(text);
      if (!isRequired) namesIn(clause).forEach((name) => names.add(name));
      else names.add(member ? member.slice(1) : '*');
    }
  }
  if (/require\(\s*["']@clerk\/clerk-sdk-node["']\s*\)\s*\.default\b/.test(source)) names.add('default');
  return names;
}

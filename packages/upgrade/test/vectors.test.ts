import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrateSource, type SourceOptions } from '../src/migrate-source.js';

const root = join(import.meta.dirname, 'vectors');
const update = process.env.UPDATE_VECTORS === '1';
const defaults: SourceOptions = {
  target: 'express',
  framework: 'express',
  legacyMajor: 4,
  usesLegacy: true,
  receivesLegacyRequests: true,
  foreignAuth: false,
  foreignSession: false,
  hasStrictRequests: false,
};

interface Case {
  readonly name: string;
  readonly input: string;
  readonly output: string;
  readonly file: string;
  readonly options: SourceOptions;
}

/** A folder holds `input/` and `output/` (for Express), `output.fastify/`, `output.hono/`, and `options.json` where it needs one. */
function casesOf(name: string): readonly Case[] {
  const folder = join(root, name);
  const file = join(folder, 'options.json');
  const given = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<SourceOptions>) : {};
  const outputs = readdirSync(folder).filter((entry) => entry.startsWith('output'));
  const frameworks = (['express', 'fastify', 'hono'] as const).filter(
    (one) => outputs.includes(one === 'express' ? 'output' : `output.${one}`) || (one === 'express' && update),
  );
  return frameworks.flatMap((framework) =>
    readdirSync(join(folder, 'input')).map((entry) => ({
      name: `${name}: ${entry} to ${framework}`,
      file: entry,
      input: join(folder, 'input', entry),
      output: join(folder, framework === 'express' ? 'output' : `output.${framework}`, entry),
      options: { ...defaults, target: framework, framework, ...given },
    })),
  );
}

const cases = readdirSync(root).flatMap(casesOf);

describe.each(cases)('$name', ({ input, output, file, options }) => {
  const result = migrateSource(file, readFileSync(input, 'utf8'), options);
  const report = result.findings.map(({ line, code, what }) => `${line} ${code}: ${what}\n`).join('');
  if (update) {
    mkdirSync(join(output, '..'), { recursive: true });
    writeFileSync(output, result.text);
    writeFileSync(`${output}.report`, report);
  }

  it('gives the recorded output and report', () => {
    expect(result.text).toBe(readFileSync(output, 'utf8'));
    expect(report).toBe(readFileSync(`${output}.report`, 'utf8'));
  });

  it('changes nothing the second time', () => {
    expect(migrateSource(file, result.text, options).text).toBe(result.text);
  });
});

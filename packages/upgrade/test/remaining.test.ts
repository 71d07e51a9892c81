import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/source/finding.js';
import { migrateSource, type MigratedSource, type SourceOptions } from '../src/migrate-source.js';

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
  readonly file: string;
  readonly text: string;
  readonly options: SourceOptions;
}

function filesIn(folder: string, extension: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => extension.test(file));
}

const source = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx)$/;

function vectors(): readonly Case[] {
  const root = join(import.meta.dirname, 'vectors');
  return readdirSync(root).flatMap((name) => {
    const settings = join(root, name, 'options.json');
    const given = existsSync(settings) ? (JSON.parse(readFileSync(settings, 'utf8')) as Partial<SourceOptions>) : {};
    const input = join(root, name, 'input');
    return readdirSync(input).flatMap((file) =>
      (['express', 'fastify', 'hono'] as const).map((framework) => ({
        name: `${name}: ${file} to ${framework}`,
        file,
        text: readFileSync(join(input, file), 'utf8'),
        options: { ...defaults, target: framework, framework, ...given },
      })),
    );
  });
}

function samples(): readonly Case[] {
  const root = join(import.meta.dirname, 'samples');
  return filesIn(root, source).map((file) => ({
    name: `sample ${file}`,
    file,
    text: readFileSync(join(root, file), 'utf8'),
    options: { ...defaults, legacyMajor: Number(/\d/.exec(file)?.[0] ?? 4) },
  }));
}

/** What only the retired SDK has; here as text, so that the test shares nothing with the command. */
const old =
  /@clerk\/clerk-sdk-node|@acme\/node-legacy|\b(?:create)?ClerkExpress(?:With|Require)\w+|\bClerkWithSession\b|\bsetClerk\w+|\b(?:With|Require|Loose|Strict)AuthProp\b|\b(?:With|Require)Session(?:Claims)?Prop\b|\bexpress(?:With|Require)(?:Auth|Session)\b|\bverifySessionToken\b|\bclerk(?:Client)?[?!]?\.(?:verify|decode)Token\b|\breq(?:uest)?[?!]?\.auth\b(?!\()|\bCLERK_(?:API_KEY|FRONTEND_API|LOGGING)\b/g;

/** The old names in a text, as `line name`; not those in comments, or in names that the file declares. */
function oldNames(text: string): readonly { readonly line: number; readonly name: string }[] {
  const code = text.replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
  return code.split('\n').flatMap((line, index) => {
    const names = line.match(old) ?? [];
    return names
      .filter((name) => !new RegExp(`(?:const|let|function|class|=>|:) ${name}\\b(?!:)`).test(code))
      .map((name) => ({ line: index + 1, name }));
  });
}

/** Whether a finding says that an import, or a whole statement, is left. */
const isLeft = ({ code }: Finding) => /-left$|^instance-of$/.test(code);

/** Old names that the report does not mention: on their line, by name, or with the statement around them. */
function unreported({ text, findings }: MigratedSource): readonly string[] {
  const isWhole = findings.some(({ code }) => /^(?:not-parsed|not-translated|scripts-together)$/.test(code));
  const isReported = ({ line, name }: { readonly line: number; readonly name: string }) =>
    findings.some((finding) => {
      if (finding.line === line || finding.what.includes(name)) return true;
      // The old wrapper still sets what the handler in it reads.
      if (finding.code === 'wrapper-left' && finding.line < line) return true;
      // The names of an import are reported where they are used, or at the end of the statement.
      if (name.startsWith('@')) return isLeft(finding);
      return finding.what.includes('@clerk/') && finding.line > line && finding.line < line + 5;
    });
  return isWhole
    ? []
    : oldNames(text)
        .filter((one) => !isReported(one))
        .map(({ line, name }) => `${line} ${name}`);
}

const cases = [...vectors(), ...samples()];

describe('after a run, each old name is in the report', () => {
  it.each(cases)('$name', ({ file, text, options }) => {
    expect(unreported(migrateSource(file, text, options))).toEqual([]);
  });
});

describe('a second run reports nothing new', () => {
  const key = ({ code, line }: Finding) => `${line} ${code}`;
  it.each(cases)('$name', ({ file, text, options }) => {
    const first = migrateSource(file, text, options);
    const second = migrateSource(file, first.text, options);
    const known = new Set(first.findings.map(key));
    expect(second.findings.map(key).filter((one) => !known.has(one))).toEqual([]);
  });
});

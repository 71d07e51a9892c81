import { splitDeclarations } from './legacy/split-declarations.js';
import { translateLegacy } from './legacy/translate-legacy.js';
import type { Surroundings } from './legacy/migration.js';
import { translateHonoClerkAuth } from './community/translate-hono-clerk-auth.js';
import { translateNuxtModule } from './official/translate-nuxt-module.js';
import { translateOfficial } from './official/translate-official.js';
import { reportRemaining } from './remaining/report-remaining.js';
import { finding, type Finding, type FindingCode } from './source/finding.js';
import type { Framework, Target } from './source/rename-module.js';
import { keepModule } from './source/keep-module.js';
import { parseSource } from './source/parse-source.js';
import { renamePackages } from './source/rename-packages.js';
import { SourceFile } from './source/source-file.js';

/** How to migrate one file. */
export interface SourceOptions extends Omit<Surroundings, 'framework'> {
  readonly target: Target;
  /** The framework that code of the retired SDK is migrated to. */
  readonly framework: Framework;
  /** Whether the package uses the retired SDK at all. */
  readonly usesLegacy: boolean;
  /** Major version of `@hono/clerk-auth`, if the package uses it. */
  readonly honoClerkAuthMajor?: number | undefined;
}

/** A file after the migration; the text is the original if nothing changed. */
export interface MigratedSource {
  readonly text: string;
  readonly findings: readonly Finding[];
}

type Step = (file: SourceFile) => void;

const worthReading = /@clerk\/|@acme\/|@hono\/clerk-auth|CLERK_|_clerk_session_id/;

const clientUses =
  /\bclerk|Clerk|(?:Auth|Session)Prop\b|\bexpress(?:With|Require)|['"](?:Unauthenticated|UnauthorizedError)['"]|\b(?:authenticateRequest|profileImageUrl|logoUrl|picture|verifyToken|decodeToken|verifyClient|createEmail|createSMSMessage|smsMessages|getUserOauthAccessToken|samlAccounts|get\w+List)\b/;

const fields = 'auth|session|sessionClaims';
const requestUses = new RegExp(
  `\\.(?:${fields})\\b|[{,]\\s*(?:${fields})\\s*(?:[,}=]|:\\s*[{A-Za-z_$])|['"](?:${fields})['"]`,
);

/** Whether a file that gets requests or clients from other files does something with them: most do not, and need no parsing. */
function mayUse(text: string): boolean {
  return clientUses.test(text) || requestUses.test(text);
}

function stepsFor(options: SourceOptions): readonly Step[] {
  const rename: Step = (file) => {
    renamePackages(file, options.target);
    translateNuxtModule(file, options.target);
  };
  if (options.target === 'clerk') return [rename];
  const legacy: Step = (file) => translateLegacy(file, options);
  const official: Step = (file) => translateOfficial(file, options);
  const community: Step = (file) => translateHonoClerkAuth(file, options.honoClerkAuthMajor);
  return [...(options.usesLegacy ? [splitDeclarations, legacy] : []), official, community, rename];
}

function leave(path: string, text: string, code: FindingCode, message: string): MigratedSource {
  return { text, findings: [finding(code, path, 1, message.split('\n', 1)[0] ?? '')] };
}

/** The findings without those that another step had already. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const key = ({ code, line, what }: Finding) => `${line} ${code} ${what}`;
  return [...new Map(findings.map((one) => [key(one), one])).values()];
}

/** Migrates the text of one file. A file that does not parse is left unchanged and reported. */
export function migrateSource(path: string, text: string, options: SourceOptions): MigratedSource {
  const receivesLegacyRequests =
    options.usesLegacy && (options.receivesLegacyRequests ? mayUse(text) : /\.auth\b/.test(text));
  const hasVariables = options.honoClerkAuthMajor !== undefined && /\bclerk(?:Auth)?\b/.test(text);
  const hasClients = options.usesLegacy && options.clientModules !== undefined;
  const hasGuards = options.guardModules !== undefined;
  if (!worthReading.test(text) && !receivesLegacyRequests && !hasVariables && !hasClients && !hasGuards)
    return { text, findings: [] };
  let current = text;
  const findings: Finding[] = [];
  let parsed = parseSource(path, text);
  for (const step of stepsFor(options)) {
    if (!parsed.ok) return leave(path, text, current === text ? parsed.code : 'not-translated', parsed.message);
    let result: MigratedSource;
    try {
      const file = new SourceFile(path, current, parsed.ast);
      step(file);
      result = file.finish();
    } catch (error) {
      // A file that fails must not stop the others.
      return leave(path, text, 'not-translated', error instanceof Error ? error.message : String(error));
    }
    findings.push(...result.findings);
    if (result.text === current) continue;
    current = result.text;
    parsed = parseSource(path, current);
  }
  if (current !== text) {
    if (!parsed.ok) return leave(path, text, 'not-translated', parsed.message);
    current = keepModule(path, text, current);
  }
  if (options.target === 'clerk') return { text: current, findings };
  return { text: current, findings: distinct([...findings, ...reportRemaining(path, current, options, findings)]) };
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withoutComments } from '../src/plan/migrate-sources.js';
import { planUpgrade } from '../src/plan/plan-upgrade.js';
import type { Finding } from '../src/source/finding.js';
import { samples } from './sample-checks/index.js';
import { frameworks } from './sample-checks/sample.js';
import { Project, sourcesIn, writePlan } from './upgraded-project.js';

const oldModule = /@clerk\/(?:clerk-sdk-node|backend|express|fastify|hono|types)\b|@hono\/clerk-auth/;

/** Exported names that only the retired SDK has. */
const oldName =
  /\b(?:ClerkExpress|createClerkExpress|ClerkWith|setClerk)\w+|\b(?:With|Require|Loose|Strict)(?:Auth|Session|SessionClaims)Prop\b/g;

/** Other uses of the retired SDK. */
const oldUses: readonly RegExp[] = [
  /\bCLERK_API_KEY\b|\bCLERK_FRONTEND_API\b/,
  /\b(?:with|require)(?:Auth|Session)\((?:async )?(?:\(|handler)/,
  /\.(?:verifyToken|decodeToken|verifySessionToken|base|express(?:With|Require)(?:Auth|Session))\b/,
  // What the middleware put on requests; `req.auth()` is the new form.
  /\b(?:req|request)(?: as [^)]+\))?\??\.(?:auth\b(?!\()|sessionClaims\b|session\b)/,
  /\{[^{}]*\b(?:auth|session|sessionClaims)\b[^{}]*\} = \(?(?:req|request)\b/,
  /\.auth\.claims\b/,
];

/** The lines of a file after the command that still use the retired SDK, although nothing was reported about them. */
function silentLines(text: string, findings: readonly Finding[], reExported: string): readonly number[] {
  // The wrapper of the old package still sets what the handler in it reads.
  if (findings.some(({ code }) => code === 'wrapper-left')) return [];
  const isSilent = (line: string, number: number) => {
    // An import stays for a use, which is the place to look at.
    if (oldModule.test(line)) return findings.length === 0;
    const names = line.match(oldName) ?? [];
    // The finding at a re-export says that the files which import the name must change.
    if (/^import /.test(line)) return names.some((name) => !reExported.includes(name));
    const isOld = names.length > 0 || oldUses.some((pattern) => pattern.test(line));
    return isOld && findings.every((one) => one.line !== number);
  };
  const lines = withoutComments(text).split('\n');
  return lines.flatMap((line, index) => (isSilent(line, index + 1) ? [index + 1] : []));
}

const runs = samples.flatMap((sample) => {
  const targets = sample.major === undefined ? [sample.target] : frameworks;
  return targets.map((target) => ({ ...sample, target }));
});

describe.each(runs)('$name for $target', ({ name, target, links }) => {
  it('leaves no old use without a finding, and is done after one run', async () => {
    using project = new Project().copySample(name, links);
    const plan = await planUpgrade({ folder: project.folder, target });
    writePlan(project.folder, plan);
    const reExports = plan.findings.filter(({ code }) => code === 're-export-left').map(({ what }) => what);
    for (const { path, file } of sourcesIn(project.folder)) {
      const findings = plan.findings.filter((one) => one.file === path);
      const lines = silentLines(readFileSync(file, 'utf8'), findings, reExports.join());
      expect({ path, lines }).toEqual({ path, lines: [] });
    }
    expect((await planUpgrade({ folder: project.folder, target })).changes).toEqual([]);
  });
});

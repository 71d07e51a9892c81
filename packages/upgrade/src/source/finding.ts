import { access } from '../advice/access.js';
import { behaviour } from '../advice/behaviour.js';
import { cleanup } from '../advice/cleanup.js';
import { failure } from '../advice/failure.js';
import { incomplete } from '../advice/incomplete.js';

const tables = { incomplete, access, failure, behaviour, cleanup };
const advice = { ...incomplete, ...access, ...failure, ...behaviour, ...cleanup };

/** Name of a kind of finding; stable, for tools that read the report. */
export type FindingCode = keyof typeof advice;

/** Every code a finding can have. */
export const findingCodes = Object.keys(advice) as readonly FindingCode[]; // keys of literals

/** What happens if nobody looks at a place, the most urgent first. */
export const risks = ['incomplete', 'access', 'failure', 'behaviour', 'cleanup'] as const;

/** `incomplete`: a file is not migrated; `access`: who gets in; `failure`: the application fails; `behaviour`: it answers otherwise. */
export type Risk = (typeof risks)[number];

function riskOf(code: FindingCode): Risk {
  return risks.find((risk) => Object.hasOwn(tables[risk], code)) ?? 'behaviour';
}

/** A place that the user must look at. */
export interface Finding {
  readonly code: FindingCode;
  /** Path of the file, from where the command runs. */
  readonly file: string;
  /** Line in the file as the command leaves it (as it is, in a dry run); 1 is the first. */
  readonly line: number;
  /** The place, in code. Never a value of a variable. */
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly risk: Risk;
}

/** Creates a finding with the texts of its kind. */
export function finding(code: FindingCode, file: string, line: number, what: string): Finding {
  const [why, todo] = advice[code];
  return { code, file, line, what, why, todo, risk: riskOf(code) };
}

/** The findings by what they mean for the application, the most urgent first, and those of one kind together. */
export function byRisk(findings: readonly Finding[]): readonly Finding[] {
  const kinds = [...new Set(findings.map(({ code }) => code))];
  const rank = ({ risk, code }: Finding) => risks.indexOf(risk) * findingCodes.length + kinds.indexOf(code);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

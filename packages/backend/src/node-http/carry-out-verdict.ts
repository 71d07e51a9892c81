import type { ServerResponse } from 'node:http';
import type { Verdict } from '../request/create-guard.js';
import { sendResponse, type NodeResponse } from './send-response.js';
import { withholdBody } from './withhold-body.js';

/**
 * Carries out what a guard decided, except that a request which passes goes on: sends the refusal, or makes the answer to a CORS preflight
 * have no body.
 * @param response - of the framework, if it has one of its own
 */
export function carryOutVerdict(verdict: Verdict, raw: ServerResponse, response: NodeResponse = raw): void {
  if (verdict.kind === 'refuse') sendResponse(response, verdict.response);
  if (verdict.kind === 'preflight') withholdBody(raw);
}

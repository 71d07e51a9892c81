import { findPaidPlans } from '../../billing/plans.js';
import { jsonAnswer } from '../../http/json-answer.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import type { FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { environmentJSON } from './environment-json.js';

export const environmentHandlers = {
  getEnvironment: showEnvironment,
  updateEnvironment: showEnvironment,
} satisfies FrontendHandlers;

/** Libraries of older versions send PATCH, which changes nothing. */
async function showEnvironment({ instance }: FrontendCall): Promise<Response> {
  const [settings, paidPlans] = await Promise.all([instanceSettings(instance), findPaidPlans(instance)]);
  return jsonAnswer(environmentJSON(instance, settings, paidPlans));
}

import { ApiError } from '../../errors/api-error.js';
import { oneAtATime } from '../../store/one-at-a-time.js';
import { instanceSettings, type AttributeName, type InstanceSettings } from '../../instance/instance-settings.js';
import type { Instance } from '../../instance/instance.js';
import { checkRecentProof } from '../../sessions/check-recent-proof.js';
import { unknownParameter } from '../check-operation-fields.js';
import { changeAnswer, type FrontendCall } from '../frontend-call.js';
import { requireSignedIn, type SignedInCaller } from '../require-signed-in.js';

/** What a change of the caller's own account works on. */
export interface OwnAccount extends SignedInCaller {
  readonly instance: Instance;
  readonly settings: InstanceSettings;
}

/**
 * Runs a change of the caller's own account. Changes of one user run one after the other, each with the account that the one
 * before left.
 * @param change - returns what the answer shows beside the client
 * @param needsRecentProof - whether the change is sensitive: see `checkRecentProof`
 */
export async function changeAccount(
  call: FrontendCall,
  change: (account: OwnAccount) => Promise<object>,
  { needsRecentProof = false } = {},
): Promise<Response> {
  const { instance } = call;
  const { session } = await requireSignedIn(call);
  return oneAtATime(instance.db, session.userId, async () => {
    const caller = await requireSignedIn(call);
    if (needsRecentProof) await checkRecentProof(instance, caller.session, caller.record);
    const settings = await instanceSettings(instance);
    return changeAnswer(call, caller.client.id, await change({ ...caller, instance, settings }));
  });
}

/** Refuses a field that the settings turn off. @throws {ParameterError} `form_param_unknown` */
export function requireAttribute({ settings }: OwnAccount, name: AttributeName): void {
  if (!settings.attributes[name].enabled) throw unknownParameter(name);
}

/** Refuses a call that the settings turn off. @throws {ApiError} 403 `feature_not_enabled` */
export function requireFeature({ settings }: OwnAccount, name: AttributeName): void {
  if (settings.attributes[name].enabled) return;
  throw new ApiError(403, 'feature_not_enabled', 'not enabled', `The settings of this instance turn ${name} off.`);
}

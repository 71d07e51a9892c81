import type { InstanceProtectJSON } from '../../wire/instance-protect.js';
import { resource } from '../resource.js';

/** Protection of the instance against attacks. */
export class InstanceProtect {
  /** Whether the rules are applied. */
  declare readonly rulesEnabled: boolean;
  /** Whether bots are detected by their behaviour. */
  declare readonly specterEnabled: boolean;
  /** Whether all checks are off at the moment. */
  declare readonly checksBypassed: boolean;
}

/** Reads `InstanceProtectJSON`. */
export const instanceProtect = resource<InstanceProtectJSON>()('instance_protect', InstanceProtect, [
  'rulesEnabled',
  'specterEnabled',
  'checksBypassed',
]);

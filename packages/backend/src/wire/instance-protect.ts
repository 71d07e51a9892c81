/** Protection of the instance against attacks. */
export interface InstanceProtectJSON {
  readonly object: 'instance_protect';
  readonly rules_enabled: boolean;
  readonly specter_enabled: boolean;
  readonly checks_bypassed: boolean;
}

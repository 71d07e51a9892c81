/** Protection of the instance against attacks. */
export interface InstanceProtectJSON {
  readonly object: 'instance_protect';
  /** Whether the rules are applied. */
  readonly rules_enabled: boolean;
  /** Whether bots are detected by their behaviour. */
  readonly specter_enabled: boolean;
  /** Whether all checks are off at the moment. */
  readonly checks_bypassed: boolean;
}

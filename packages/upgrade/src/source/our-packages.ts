/** What the command knows about a package of ours, from its `package.json` when it was built. */
interface OurPackage {
  readonly range: string;
  readonly peers: Readonly<Record<string, string>>;
}

declare const __OUR_PACKAGES__: Readonly<Record<string, OurPackage>>;

/** Our published packages, by name. */
export const ourPackages = __OUR_PACKAGES__;

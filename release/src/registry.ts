import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { freePort } from 'testing/free-port';
import { hostNode, hostPath } from '../../scripts/host-node.mjs';

/** A package registry on this machine, empty but for what tests publish; everything else comes from the usual one. */
export interface Registry {
  readonly url: string;
  /** The folder in which it keeps everything. */
  readonly folder: string;
  /** What commands need to publish to it and to install from it, and from nowhere else. */
  readonly env: NodeJS.ProcessEnv;
}

/** Requests something from a registry, on a connection of its own: a registry closes those that were idle while a command ran. */
const request = (url: string) => fetch(url, { headers: { connection: 'close' } });

/** What a registry tells about a package. */
export async function describePackage(registry: Registry, name: string): Promise<PackageDescription> {
  const answer = await request(registry.url + name.replace('/', '%2f'));
  return (await answer.json()) as PackageDescription;
}

/** The archive of a published package. */
export async function downloadArchive({ dist }: PublishedManifest): Promise<Buffer> {
  return Buffer.from(await (await request(dist.tarball)).arrayBuffer());
}

/** A package as the registry describes it. */
export interface PackageDescription {
  readonly 'dist-tags': Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, PublishedManifest>>;
}

/** A manifest as it was published. */
export interface PublishedManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dist: { readonly tarball: string; readonly unpackedSize?: number };
}

/** Our packages are never looked for elsewhere: a name that somebody else owns there must not come in. */
const configuration = (upstream: string) => `
storage: ./storage
max_body_size: 50mb
uplinks:
  # A slow answer must not count as one that there is none.
  upstream: { url: '${upstream}', cache: true, maxage: 60m, timeout: 120s, max_fails: 1000, fail_timeout: 1s }
packages:
  '@acme/*': { access: $all, publish: $all, unpublish: $all }
  '**': { access: $all, proxy: upstream }
web: { enable: false }
log: { type: stdout, format: json, level: error }
`;

/** This process's environment without what pnpm says to the scripts that it runs, which hides the settings of the machine. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^pnpm_|token/i.test(name));
  return { ...Object.fromEntries(own), PATH: hostPath.join(delimiter) };
}

/**
 * Starts verdaccio.
 * @param folder - where it keeps everything
 * @param original - a registry whose packages it starts with; what is published to one of the two does not reach the other
 */
export async function startRegistry(
  folder: string,
  original?: Registry,
): Promise<Registry & { readonly close: () => void }> {
  mkdirSync(folder, { recursive: true });
  if (original) cpSync(join(original.folder, 'storage'), join(folder, 'storage'), { recursive: true });
  const plain = plainEnvironment();
  const npmSetting = (name: string) =>
    execFileSync('npm', ['config', 'get', name], { encoding: 'utf8', env: plain, cwd: folder }).trim();
  const upstream = npmSetting('registry');
  // Where npm trusts a certificate authority of the network, the registry must do so too.
  const authorities = npmSetting('cafile');
  const trusted = authorities === '' || authorities === 'null' ? {} : { NODE_EXTRA_CA_CERTS: authorities };
  writeFileSync(join(folder, 'config.yaml'), configuration(upstream));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const program = createRequire(import.meta.url).resolve('verdaccio/bin/verdaccio');
  const child: ChildProcess = spawn(hostNode, [program, '-c', 'config.yaml', '-l', `127.0.0.1:${port}`], {
    cwd: folder,
    env: { ...trusted, ...plain },
    stdio: 'ignore',
  });
  let ended = false;
  child.on('exit', () => (ended = true));
  for (let tries = 0; ; tries += 1) {
    const isUp = await fetch(`${url}-/ping`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) break;
    if (ended || tries > 3000) throw new Error('The registry did not start.');
    await new Promise((wait) => setTimeout(wait, 100));
  }
  // Any text does as a token. Without the second variable changesets would address the public registry.
  const userConfig = join(folder, 'npmrc');
  writeFileSync(
    userConfig,
    `registry=${url}\n//127.0.0.1:${port}/:_authToken=none\nfund=false\naudit=false\nprefer-offline=true\n`,
  );
  const env = {
    ...plain,
    NPM_CONFIG_USERCONFIG: userConfig,
    npm_config_registry: url,
    npm_config_cache: join(folder, 'npm-cache'),
    // Commits and tags need somebody.
    GIT_AUTHOR_NAME: 'release-tests',
    GIT_AUTHOR_EMAIL: 'release-tests@localhost',
    GIT_COMMITTER_NAME: 'release-tests',
    GIT_COMMITTER_EMAIL: 'release-tests@localhost',
    // A repository that lives for minutes needs no tidying.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'gc.auto',
    GIT_CONFIG_VALUE_0: '0',
    CI: 'true',
    NO_COLOR: '1',
  };
  return {
    url,
    folder,
    env,
    close: () => void child.kill(),
  };
}

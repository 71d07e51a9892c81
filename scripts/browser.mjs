// Finds the Chromium the browser tests drive, and gets one where the machine has none.
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installWithApt } from './apt.mjs';
import { root } from './pnpm.mjs';

/** A Chromium for Linux on x64 that lies inside an npm package; this version is the last that runs on Node 20. */
const packaged = '@sparticuz/chromium@143.0.4';
const packagedFolder = join(root, 'node_modules', '.cache', 'chromium');
const packagedLauncher = join(packagedFolder, 'chromium.sh');

const launcherScript = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`;

// The package's own configuration looks only in the folders of AWS Lambda; without any font every text has no width.
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** The first is Chromium without a window: the browser tests take a third of the CPU time in it. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
];

const usualPlaces = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const usualPlacesOnWindows = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Debian has both; a distribution without the first may have the second. */
const debianPackages = ['chromium-headless-shell', 'chromium'];

/**
 * Looks for a Chromium that is already here: `CHROMIUM_PATH` or `CHROME_PATH`, then PATH, then the usual places, then
 * the one an earlier run took from npm.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} its path
 * @throws {Error} when the environment names a file that cannot be run: silently taking another would mislead
 */
export function findBrowser(env = process.env) {
  for (const variable of ['CHROMIUM_PATH', 'CHROME_PATH']) {
    const named = env[variable];
    if (!named) continue;
    if (!isProgram(named)) throw new Error(`${variable}=${named} is not a program that can be run.`);
    return named;
  }
  const extension = process.platform === 'win32' ? '.exe' : '';
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name + extension)));
  const onWindows = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
    folder ? usualPlacesOnWindows.map((place) => join(folder, place)) : [],
  );
  return [...onPath, ...usualPlaces, ...onWindows, packagedLauncher].find(isProgram);
}

/**
 * The Chromium to test with; installs one when there is none, and says so.
 * @returns {string} its path
 * @throws {Error} when there is none and none can be had, with the command to run
 */
export function ensureBrowser() {
  const install = () => (debianPackages.some(installWithApt) ? findBrowser() : undefined);
  const found = findBrowser() ?? install() ?? installFromNpm();
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium or Chrome, and none was found or could be installed. ' +
      `Run \`${commandToRun()}\`, or set CHROMIUM_PATH to the browser's program, and try again.`,
  );
}

function commandToRun() {
  if (process.platform === 'darwin') return 'brew install --cask chromium';
  if (process.platform === 'win32') return 'winget install Google.Chrome';
  return 'sudo apt-get install -y chromium';
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  console.log(`No browser found: taking Chromium from the npm package ${packaged} (about 65 MB) ...`);
  mkdirSync(packagedFolder, { recursive: true });
  writeFileSync(join(packagedFolder, 'package.json'), '{ "private": true }\n');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [file = 'npm', ...first] = npm;
  const args = [
    ...first,
    'install',
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    packaged,
  ];
  if (spawnSync(file, args, { cwd: packagedFolder, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) {
    console.log(`npm could not install ${packaged}.`);
    return undefined;
  }
  return unpack();
}

/** Unpacks the packaged Chromium with the system libraries it brings, and writes the script that starts it with them. */
function unpack() {
  // The package unpacks into the temporary folder, and its libraries only where it believes to run in AWS Lambda.
  const env = { ...process.env, TMPDIR: packagedFolder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
  const program = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: packagedFolder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) return undefined;
  writeFileSync(join(packagedFolder, 'fonts.conf'), fontsConfiguration);
  writeFileSync(packagedLauncher, launcherScript);
  chmodSync(packagedLauncher, 0o755);
  return findBrowser();
}

// Takes the place of the package that finds SQLite's native library in node_modules: in an executable it is an asset.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRawAsset } from 'node:sea';

/** Loads the library from a file that only this user can read, and that is gone as soon as it is loaded. */
function load() {
  // `mkdtemp` makes a folder of a new name with the mode 0700: nobody else can put a library there.
  const folder = mkdtempSync(join(tmpdir(), 'acme-emulator-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'libsql.node');
    writeFileSync(file, new Uint8Array(getRawAsset('libsql.node')), { flag: 'wx', mode: 0o600 });
    const loaded = { exports: {} };
    process.dlopen(loaded, file);
    return loaded.exports;
  } finally {
    // Windows keeps the file of a library that is in use.
    if (process.platform === 'win32') process.once('exit', () => tryTo(remove));
    else remove();
  }
}

function loadOrSayWhy() {
  try {
    return load();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `Error The database cannot be loaded from a file in ${tmpdir()}: ${reason}. Set TMPDIR to a folder whose files may be executed.\n`,
    );
    return process.exit(1);
  }
}

/** @param {() => void} work */
function tryTo(work) {
  try {
    work();
  } catch {
    // The system empties its temporary folder.
  }
}

export default loadOrSayWhy();

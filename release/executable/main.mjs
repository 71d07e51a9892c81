import { setFlagsFromString } from 'node:v8';
import { getAsset } from 'node:sea';

if (process.argv[2] === '--licenses') {
  process.stdout.write(getAsset('licenses', 'utf8'));
} else {
  // As the command of the package does: the machine has other work.
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--semi-space-growth-factor=1');
  void import('../node_modules/@acme/emulator/dist/cli.js');
}

// Stops with a clear sentence on a Node version the tools do not run on.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: install Node 20.19 or newer and try again.`);
  process.exit(1);
}

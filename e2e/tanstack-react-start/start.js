// Serves the built app from its own folder, where the preview server of Vite looks for it.
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

process.chdir(fileURLToPath(new URL('app', import.meta.url)));
const server = await preview();
server.printUrls();

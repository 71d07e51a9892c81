import '@clerk/clerk-sdk-node';
import { Logger } from '@clerk/clerk-sdk-node';

for await (const line of process.stdin) Logger.info(line);

import { Logger } from '@clerk/clerk-sdk-node';

Logger.info('started');
Logger.warn('careful');

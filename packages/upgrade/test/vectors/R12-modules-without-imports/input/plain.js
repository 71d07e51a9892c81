import { Logger } from '@clerk/clerk-sdk-node';

Logger.info('no declarations, so it may become a script');

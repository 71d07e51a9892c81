import clerk from '@clerk/clerk-sdk-node';

app.use(clerk.expressWithSession({ onError: log }));

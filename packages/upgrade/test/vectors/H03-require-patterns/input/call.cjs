const express = require('express');

const app = express();
app.use(require('@clerk/clerk-sdk-node').ClerkExpressWithAuth());

const express = require('express')
const sdk = require('@clerk/clerk-sdk-node')
;`${sdk.users.getUser('a')}`.length

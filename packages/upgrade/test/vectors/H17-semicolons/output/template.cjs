const express = require('express')
const { clerkClient } = require('@acme/express')
;`${clerkClient.users.getUser('a')}`.length

import express from 'express'
import { createClerkClient } from '@acme/express'

const app = express()
const clerkClient = createClerkClient({ secretKey: process.env.MY_KEY })
;[1, 2].forEach((id) => clerkClient.users.getUser(id))
;(async () => clerkClient.users.getUser('a'))()
app.listen(3000)

import express from 'express'
import { setClerkApiKey, users } from '@clerk/clerk-sdk-node'

const app = express()
setClerkApiKey(process.env.MY_KEY)
;[1, 2].forEach((id) => users.getUser(id))
;(async () => users.getUser('a'))()
app.listen(3000)

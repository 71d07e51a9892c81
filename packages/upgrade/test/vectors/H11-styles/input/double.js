import { ClerkExpressRequireAuth } from "@clerk/clerk-sdk-node"
import express from "express"

const app = express()
app.get("/a", ClerkExpressRequireAuth(), (req, res) => {
	res.json({ a: req.auth.userId, b: req.auth.sessionId })
})

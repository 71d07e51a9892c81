import express from "express";
import { clerkMiddleware, createClerkClient, getAuth } from "@acme/express"
import { tag } from "./tag"

const clerkClient = createClerkClient({ secretKey: process.env.KEY ?? "" });
const app = express();
app.use(clerkMiddleware())
app.get("/", async (req, res) => {
  const auth = getAuth(req);
  /x/.test(auth.userId ?? "") && res.json(auth.sessionClaims);
});
+app.get("port");

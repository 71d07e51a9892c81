import express from "express";
import { ClerkExpressWithAuth, setClerkApiKey, users } from "@clerk/clerk-sdk-node"
import { tag } from "./tag"

setClerkApiKey(process.env.KEY ?? "");
const app = express();
app.use(ClerkExpressWithAuth())
app.get("/", async (req, res) => {
  /x/.test(req.auth.userId ?? "") && res.json(req.auth.claims);
});
+app.get("port");

import { ClerkExpressWithAuth } from "@clerk/clerk-sdk-node";
import express from "express";
import teams from "./routes/teams.js";
import account from "./routes/account.js";

const app = express();
app.use(express.json());
app.use(ClerkExpressWithAuth());

app.get("/who", (req, res) => {
  if (!req.auth.userId) {
    return res.json({ signedIn: false });
  }
  res.json({ signedIn: true, userId: req.auth.userId, template: typeof req.auth.getToken });
});

app.use("/teams", teams);
app.use("/account", account);

// eslint-disable-next-line no-unused-vars
app.use((err, req, res, next) => {
  const status = err.message === "Unauthenticated" ? 401 : 500;
  res.status(status).json({ error: err.message });
});

const server = app.listen(process.env.PORT ?? 3000, () => {
  console.log(JSON.stringify(server.address()));
});

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    # The emulator is on this machine; deployed workers reach the public network only.
    (name = "internet", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "dist/worker.js")],
  compatibilityDate = "2026-01-01",
  bindings = [
    (name = "CLERK_PUBLISHABLE_KEY", fromEnvironment = "CLERK_PUBLISHABLE_KEY"),
    (name = "CLERK_SECRET_KEY", fromEnvironment = "CLERK_SECRET_KEY"),
    (name = "CLERK_API_URL", fromEnvironment = "CLERK_API_URL"),
    (name = "CLERK_WEBHOOK_SIGNING_SECRET", fromEnvironment = "CLERK_WEBHOOK_SIGNING_SECRET"),
    (name = "CLERK_SIGN_IN_URL", fromEnvironment = "CLERK_SIGN_IN_URL"),
  ],
);

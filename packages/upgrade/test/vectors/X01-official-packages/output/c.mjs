import "@acme/backend";

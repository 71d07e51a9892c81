import "@clerk/backend";

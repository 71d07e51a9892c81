/// <reference types="astro/client" />
/// <reference types="@acme/astro/env" />

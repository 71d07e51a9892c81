/// <reference types="@acme/express/env" />

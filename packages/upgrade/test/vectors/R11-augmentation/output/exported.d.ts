/// <reference types="@acme/express/env" />
import { Request as Base } from 'express';

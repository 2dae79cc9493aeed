import { serveWorker } from "./browser-host.ts"

serveWorker(globalThis)

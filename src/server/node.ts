import { serveProcess } from "./node-host.ts"

serveProcess()

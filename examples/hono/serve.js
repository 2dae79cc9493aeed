import { serve } from "@hono/node-server"
import { app } from "./main.js"

serve({ fetch: app.fetch, port: 3000 })

import { app } from "./main.js"

app.listen({ port: 3000 })

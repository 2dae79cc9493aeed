import { createApp } from "./main"

createApp().then((app) => app.listen(3000))

require("./main.js").app.listen(3000)

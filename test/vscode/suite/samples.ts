/** One finding, which may be mended unseen: `missing-challenge` in line 9. */
export const guilty = `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

app = FastAPI()
bearer = HTTPBearer(auto_error=False)
@app.get("/me")
def me(token=Depends(bearer)):
    if token is None:
        raise HTTPException(401, "who are you?")
`

/** The same in TypeScript: `missing-challenge` in line 5. */
export const guiltyTypescript = `import express from "express"

const app = express()
app.get("/me", (req, res) => {
  if (!req.headers.authorization) return res.status(401).json({ error: "Who are you?" })
  res.json({ name: "me" })
})
`

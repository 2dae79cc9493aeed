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

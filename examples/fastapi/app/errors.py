from fastapi import HTTPException, status


class Unauthorized(HTTPException):
    """Nobody has been identified. Carries its challenge."""

    def __init__(self, detail: str = "Log in first.") -> None:
        super().__init__(status.HTTP_401_UNAUTHORIZED, detail, headers={"WWW-Authenticate": "Bearer"})


class Forbidden(HTTPException):
    """We know who asks, and the answer is no."""

    def __init__(self, detail: str) -> None:
        super().__init__(status.HTTP_403_FORBIDDEN, detail)

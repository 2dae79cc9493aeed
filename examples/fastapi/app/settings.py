import os

# A KeyError at start-up is better than a key that is None.
SECRET = os.environ["HARBOUR_SECRET"]
ALGORITHM = "HS256"

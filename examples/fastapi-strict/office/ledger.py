entries: list[str] = []


class Closed(Exception):
    pass


def write(line: str, name: str) -> None:
    if entries and entries[-1] == "closed":
        raise Closed(f"{name} cannot write on page {len(entries)}.")
    entries.append(line)

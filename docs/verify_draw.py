#!/usr/bin/env python3
"""Checks the receipt of a draw, with Python's standard library only and nothing of the program that drew it.

    python3 verify_draw.py RECEIPT.json

From the values that were committed to before anybody knew the others' it derives the seed, draws again, and compares
the list, the reserve and the team labels. Prints Match or each MISMATCH; the exit code is 0 or 1.
"""
import hashlib
import hmac
import json
import sys

BILLION = 1_000_000_000


def canonical(value):
    """RFC 8785 for what a frame holds: integers, texts, lists and objects."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    raise ValueError(f"{value!r} has no place in a frame")


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def chance(seed, key):
    """A number in (0, 1) that belongs to a key under a seed."""
    bits = int.from_bytes(hmac.new(seed, key.encode("utf-8"), hashlib.sha256).digest()[:8], "big") >> 11
    return (bits + 0.5) / 2**53


def design(wanted):
    """Working probabilities and backward recursion of conditional Poisson sampling with these inclusion probabilities."""
    size = len(wanted)
    n = round(sum(wanted))
    odds = [p / (1 - p) for p in wanted]
    for _round in range(1000):
        working = [odd / (1 + odd) for odd in odds]
        backward = [None] * (size + 1)
        backward[size] = [1.0] + [0.0] * n
        for i in range(size - 1, -1, -1):
            p, after = working[i], backward[i + 1]
            backward[i] = [(1 - p) * after[0]] + [(1 - p) * after[r] + p * after[r - 1] for r in range(1, n + 1)]
        forward = [1.0] + [0.0] * n
        worst = 0.0
        reached = []
        for i in range(size):
            p, after = working[i], backward[i + 1]
            total = 0.0
            for r in range(n):
                total += forward[r] * after[n - 1 - r]
            reached.append((p * total) / backward[0][n])
            forward = [(1 - p) * forward[0]] + [(1 - p) * forward[r] + p * forward[r - 1] for r in range(1, n + 1)]
        for i in range(size):
            has, wants = reached[i], wanted[i]
            worst = max(worst, abs(has - wants))
            odds[i] = (odds[i] * (wants / (1 - wants))) / (has / (1 - has))
        if worst < 1e-9:
            return working, backward, n
    raise ValueError("no design with these chances was found")


def draw(stratum, day, seed):
    ids = [site for site, _ in stratum["sites"]]
    taken = []
    if stratum["drawn"] > 0:
        working, backward, left = design([one / BILLION for _, one in stratum["sites"]])
        for i, site in enumerate(ids):
            if left == 0:
                break
            if chance(seed, f"{day}|{site}") * backward[i][left] < working[i] * backward[i + 1][left - 1]:
                taken.append(site)
                left -= 1
    others = [site for site in ids if site not in set(taken)]
    others.sort(key=lambda site: (chance(seed, f"reserve|{day}|{site}"), site.encode("utf-8")))
    return taken, others


def faults(receipt):
    frame = receipt["frame"]
    found = []
    for name in ("server", "first", "second"):
        if sha256(bytes.fromhex(receipt[name])).hex() != receipt[name + "Hash"]:
            found.append(f"the value of {name} is not what was committed to")
    if sha256(canonical(frame).encode("utf-8")).hex() != receipt["frameHash"]:
        found.append("the frame is not what was frozen: its hash is another")
    for stratum in frame["strata"]:
        if sum(one for _, one in stratum["sites"]) != stratum["drawn"] * BILLION:
            found.append(f"the chances of {stratum['kind'] or 'the frame'} do not add up")
    if found:
        return found
    seed = sha256(
        b"mingcha-draw-1",
        *(bytes.fromhex(receipt[name]) for name in ("server", "first", "second", "frameHash", "previousSeal")),
    )
    day = frame["day"]
    drawn, reserve = [], []
    for stratum in frame["strata"]:
        taken, others = draw(stratum, day, seed)
        drawn += taken
        reserve.append(others)
    teams = [team for team, _ in frame["teams"]]
    labels = sorted(teams, key=lambda team: (chance(seed, f"team|{day}|{team}"), team.encode("utf-8")))
    if drawn != receipt["drawn"]:
        found.append("another list follows from the seed")
    if reserve != receipt["reserve"]:
        found.append("another reserve follows from the seed")
    if labels != receipt["teamLabels"]:
        found.append("other team labels follow from the seed")
    told = canonical({"drawn": drawn, "reserve": reserve, "teamLabels": labels}).encode("utf-8")
    if sha256(b"mingcha-seal-1", seed, told).hex() != receipt["seal"]:
        found.append("the seal is another")
    barred = {(team, site) for team, site in frame["barred"]}
    for route in receipt["routes"]:
        for stop in route["stops"]:
            if (route["teamId"], stop) in barred:
                found.append(f"team {route['teamId']} was sent to {stop}, which it may not visit")
    routed = sorted(stop for route in receipt["routes"] for stop in route["stops"])
    if routed != sorted([site for site, _ in frame["must"]] + drawn):
        found.append("the routes are not the list")
    return found


def main(arguments):
    if len(arguments) != 1:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            receipt = json.load(file)
        found = faults(receipt)
    except (OSError, ValueError, KeyError, TypeError, ZeroDivisionError) as error:
        found = [f"this is no receipt that can be checked: {error}"]
    for fault in found:
        print(f"MISMATCH: {fault}", file=sys.stderr)
    if not found:
        print(f"Match: {len(receipt['drawn'])} sites follow from the seed. Seal {receipt['seal']}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""Verifies an exported audit chain, without any code of Praxis.

Reads JSON lines, as `praxisctl audit export` writes them, from standard input or a file: events in the order of their
numbers, then one line {"head": ...}. With --checkpoints FILE it also compares the chain with signed checkpoints
(whose signatures it leaves to others: the standard library knows no Ed25519). A signed recovery voids what was signed
before it beyond the last event that it kept.

Prints one line per finding and exits with 1 if there is any.
"""
import argparse
import datetime
import hashlib
import json
import sys

FIELDS = [
    "practice", "seq", "at", "clinic", "account", "onBehalfOf", "claimKind", "claim", "request", "address",
    "emergency", "action", "objectType", "object", "before", "after", "reason",
]


def digest(previous, event):
    # Version 1: a JSON array of scalars with ", " between them, raw UTF-8, sorted by nothing.
    canonical = json.dumps([1] + [event.get(name) for name in FIELDS], ensure_ascii=False, separators=(", ", ": "))
    return hashlib.sha256(bytes.fromhex(previous) + canonical.encode()).hexdigest()


def signed_at(checkpoint):
    return datetime.datetime.fromisoformat(checkpoint["signedAt"].replace("Z", "+00:00"))


def standing(checkpoints):
    """The checkpoints that no recovery has voided, in the order of their signing."""
    stand = []
    for checkpoint in sorted(checkpoints, key=signed_at):
        recovery = checkpoint.get("recovery")
        if recovery:
            stand = [other for other in stand if other["seq"] <= recovery["kept"]]
        stand.append(checkpoint)
    return stand


def verify(lines, checkpoints):
    findings, head, hashes = [], None, {}
    recoveries = {c["hash"] for c in checkpoints or [] if c.get("recovery")}
    last, previous = 0, "00" * 32
    for line in lines:
        item = json.loads(line)
        if "head" in item:
            head = item["head"]
            continue
        seq = item["seq"]
        if seq <= last:
            findings.append(f"{seq}: out of order")
            continue
        if seq > last + 1:
            findings.append(f"{last + 1}-{seq - 1}: missing")
        elif digest(previous, item) != item["hash"]:
            findings.append(f"{seq}: edited")
        if checkpoints is not None and item["action"] == "audit.chain.recover" and item["hash"] not in recoveries:
            findings.append(f"{seq}: unsigned recovery")
        last, previous = seq, item["hash"]
        hashes[seq] = previous
    if head is None:
        findings.append("no head")
    elif head["seq"] > last:
        findings.append(f"{last}: cut off, the head says {head['seq']}")
    elif head["seq"] != last or head["hash"] != previous:
        findings.append(f"{last}: the head differs")
    for checkpoint in standing(c for c in checkpoints or [] if head and c["practice"] == head["practice"]):
        if checkpoint["seq"] > last:
            findings.append(f"{last}: ends before the checkpoint {checkpoint['seq']}")
        elif hashes.get(checkpoint["seq"]) != checkpoint["hash"]:
            findings.append(f"{checkpoint['seq']}: rewritten")
    return last, findings


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", nargs="?", help="the exported chain; standard input without it")
    parser.add_argument("--checkpoints", help="the file checkpoints.jsonl of the audit directory")
    arguments = parser.parse_args()
    checkpoints = None
    if arguments.checkpoints:
        with open(arguments.checkpoints, encoding="utf-8") as file:
            checkpoints = [json.loads(line) for line in file if line.strip()]
    source = open(arguments.export, encoding="utf-8", newline="\n") if arguments.export else sys.stdin
    with source:
        count, findings = verify((line for line in source if line.strip()), checkpoints)
    for finding in findings:
        print(finding)
    print(f"{count} events, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Verifies hash chains from JSON alone; written from hash-chain.md, shares nothing with the Java code.

Usage: verify.py FILE. FILE holds {"events": [...], "heads": [...]} with the columns of event_log
and partition_head: uuids and dates as text, bytea as hex, recorded_at in microseconds since 1970.
"""
import hashlib
import json
import struct
import sys
import uuid


def field(value):
    return struct.pack(">I", len(value)) + value


def event_hash(previous, event):
    columns = [
        uuid.UUID(event["event_id"]).bytes,
        uuid.UUID(event["tenant"]).bytes,
        event["context"].encode(),
        uuid.UUID(event["stream_id"]).bytes,
        struct.pack(">i", event["version"]),
        uuid.UUID(event["partition_key"]).bytes,
        struct.pack(">q", event["seq"]),
        event["event_type"].encode(),
        bytes.fromhex(event["payload"]),
        bytes.fromhex(event["metadata"]),
        event["effective_on"].encode(),
        struct.pack(">q", event["recorded_at"]),
    ]
    return hashlib.sha256(b"fundstream.event.v1" + previous + b"".join(map(field, columns))).digest()


def verify(document):
    heads = {head["partition_key"]: head for head in document["heads"]}
    last = {}
    for event in sorted(document["events"], key=lambda e: (e["partition_key"], e["seq"])):
        key, seq, before = event["partition_key"], event["seq"], last.get(event["partition_key"])
        if seq != (before["seq"] + 1 if before else 1):
            yield f"{key}:{seq} does not follow"
        previous = bytes.fromhex(before["hash"]) if before else bytes(32)
        if event_hash(previous, event).hex() != event["hash"]:
            yield f"{key}:{seq} event {event['event_id']} has another hash"
        last[key] = event
    for key in heads.keys() | last.keys():
        head, end = heads.get(key, {}), last.get(key, {"seq": 0, "hash": "00" * 32})
        if (head.get("seq"), head.get("hash")) != (end["seq"], end["hash"]):
            yield f"{key} has another head"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    faults = list(verify(document))
    print("\n".join(faults) or f"{len(document['events'])} events: every chain is whole")
    sys.exit(1 if faults else 0)

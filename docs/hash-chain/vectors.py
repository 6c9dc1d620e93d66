#!/usr/bin/env python3
"""Writes vectors.json, the test vectors of hash-chain.md: two keys, three streams, odd characters."""
import json
import struct
import uuid

from verify import event_hash


def crc64_avro(text):
    """The fingerprint of a schema in Avro's parsing canonical form, little endian as in the payload."""
    empty, table = 0xC15D213AA4D7A795, []
    for i in range(256):
        fp = i
        for _ in range(8):
            fp = (fp >> 1) ^ (empty & -(fp & 1) & 0xFFFFFFFFFFFFFFFF)
        table.append(fp)
    fp = empty
    for byte in text.encode():
        fp = (fp >> 8) ^ table[(fp ^ byte) & 0xFF]
    return struct.pack("<Q", fp)


TENANT = "00000000-0000-7000-8000-000000000001"
SCHEMA = '{"name":"fundstream.vector.NoteTaken","type":"record","fields":[{"name":"note","type":"string"}]}'
HEADER = b"\xc3\x01" + crc64_avro(SCHEMA)
# seq counts a key's events across contexts and streams; version counts a stream's.
STORY = [
    # partition key, stream, version, seq, context, note, metadata, effective_on, recorded_at
    ("A", "A", 1, 1, "vector", "first", {"actor": "api-key:default", "correlationId": "c-1"}, "2026-11-21", 0),
    ("A", "B", 1, 2, "other", "Zürich, 東京, 😀", {"actor": "ä\"\\", "causationId": "c-0", "correlationId": "c-2"}, "2026-11-20", 1),
    ("B", "C", 1, 1, "vector", "", {"actor": "a", "correlationId": "c",
     "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}, "1999-12-31", 1),
    ("A", "A", 2, 3, "vector", "x" * 60, {"actor": "a\n", "correlationId": "c"}, "2024-02-29", 123456),
]
IDS = {
    "A": "0193a000-0000-7000-8000-00000000000a",
    "B": "f193a000-0000-7000-8000-00000000000b",
    "C": "f193a000-0000-7000-8000-00000000000b",
}
IDS["B-stream"] = "8193a000-0000-7000-8000-0000000000bb"
START = 946728000000000  # 2000-01-01T12:00:00Z


def main():
    events, heads, streams = [], {}, {}
    for n, (key, stream, version, seq, context, note, metadata, on, at) in enumerate(STORY):
        utf8 = note.encode()
        stream_id = IDS["B-stream"] if stream == "B" else IDS[stream]
        event = {
            "event_id": str(uuid.UUID(int=0x0193A0000000700080000000000000E0 + n)),
            "tenant": TENANT,
            "context": context,
            "stream_id": stream_id,
            "version": version,
            "partition_key": IDS[key],
            "seq": seq,
            "event_type": "fundstream.vector.NoteTaken",
            "payload": (HEADER + bytes([len(utf8) * 2]) + utf8).hex(),
            "metadata": json.dumps(metadata, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode().hex(),
            "effective_on": on,
            "recorded_at": START + at,
        }
        before = heads.get(event["partition_key"])
        event["hash"] = event_hash(bytes.fromhex(before["hash"]) if before else bytes(32), event).hex()
        events.append(event)
        heads[event["partition_key"]] = {k: event[k] for k in ("partition_key", "tenant", "seq", "hash", "recorded_at")}
        first = streams.get(stream_id, event)
        streams[stream_id] = {k: event[k] for k in ("stream_id", "tenant", "context", "partition_key", "version", "recorded_at")}
        streams[stream_id]["first_at"] = first.get("first_at", first["recorded_at"])
    schemas = [{"fingerprint": HEADER[2:].hex(), "json": SCHEMA}]
    document = {"schemas": schemas, "events": events, "heads": list(heads.values()), "streams": list(streams.values())}
    with open("vectors.json", "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()

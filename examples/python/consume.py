#!/usr/bin/env python3
"""Prints every event of the fund context, once and in order, then follows. Ctrl-C ends it.

    pip install -r requirements.txt
    KAFKA=127.0.0.1:8083 REGISTRY=http://127.0.0.1:8082/apis/ccompat/v7 python3 consume.py

COUNT=10 ends it after ten events.
"""
import functools
import io
import json
import os
import time
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import Consumer

KAFKA = os.environ.get("KAFKA", "127.0.0.1:8083")
REGISTRY = os.environ.get("REGISTRY", "http://127.0.0.1:8082/apis/ccompat/v7")
COUNT = int(os.environ.get("COUNT", "0"))


@functools.lru_cache(maxsize=1000)
def reader(schema_id):
    with urllib.request.urlopen(f"{REGISTRY}/schemas/ids/{schema_id}") as answer:
        return avro.io.DatumReader(avro.schema.parse(json.load(answer)["schema"]))


def decode(value):
    """Confluent's wire format: a zero byte, the schema id in four bytes, Avro. Decimals become Decimal."""
    if value[0] != 0:
        raise ValueError("not Confluent's wire format")
    return reader(int.from_bytes(value[1:5], "big")).read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))


consumer = Consumer({
    "bootstrap.servers": KAFKA,
    "group.id": f"example-python-{time.time_ns()}",
    "auto.offset.reset": "earliest",
    # Committed records only: each event once, whatever crashed.
    "isolation.level": "read_committed",
})
consumer.subscribe(["fundstream.fund"])
seen = 0
try:
    while COUNT == 0 or seen < COUNT:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            raise SystemExit(message.error())
        headers = {name: value.decode() for name, value in message.headers()}
        # The position orders a key's events, and de-duplicates them where you store them.
        position = f"{message.key().decode()}:{headers['ce_partitionseq']}"
        print(f"{message.partition()}/{message.offset()} {headers['ce_type']} {position} {decode(message.value())}", flush=True)
        seen += 1
except KeyboardInterrupt:
    pass
finally:
    consumer.close()

package io.fundstream.schemas;

/** Something that happened: a record generated from an Avro schema. */
public interface Event {}

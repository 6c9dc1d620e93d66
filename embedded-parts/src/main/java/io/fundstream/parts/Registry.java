package io.fundstream.parts;

/** An Apicurio Registry that keeps its schemas in PostgreSQL. */
public interface Registry extends Part {

  /** Where it speaks the Confluent Schema Registry's API. */
  String url();
}

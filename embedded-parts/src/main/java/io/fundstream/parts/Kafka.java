package io.fundstream.parts;

/**
 * A Kafka cluster of one broker that is also its controller. Topics are never made by themselves.
 */
public interface Kafka extends Part {

  /** host:port */
  String bootstrapServers();
}

package io.fundstream.relay.kafka;

import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that is undecided in a partition: readers of what is committed do not get past it.
 *
 * @param partition where
 * @param from the offset of its first record there
 * @param producer who wrote it, as Kafka describes it
 */
record OpenTransaction(TopicPartition partition, long from, ProducerState producer) {}

package io.fundstream.relay;

import java.time.Duration;

/**
 * How often the relay marks the stream.
 *
 * @param busy from a batch with events to the next mark, at least
 * @param apart from one mark to the next under events, at least: each costs a flush of the log, a
 *     transaction in Kafka and one in the read model
 * @param idle from one mark to the next without events
 * @param stalled a mark that has not come back for so long, without any batch meanwhile, means that
 *     the stream is dead
 */
public record HeartbeatPace(Duration busy, Duration apart, Duration idle, Duration stalled) {}

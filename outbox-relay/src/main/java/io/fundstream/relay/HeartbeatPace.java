package io.fundstream.relay;

import java.time.Duration;

/**
 * How often the relay marks the stream.
 *
 * @param busy from a batch with events to the next mark
 * @param idle from one mark to the next without events
 * @param stalled a mark that has not come back for so long, without any batch meanwhile, means that
 *     the stream is dead
 */
public record HeartbeatPace(Duration busy, Duration idle, Duration stalled) {}

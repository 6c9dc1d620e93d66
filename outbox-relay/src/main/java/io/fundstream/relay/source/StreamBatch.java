package io.fundstream.relay.source;

import io.fundstream.relay.plan.EventRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of the stream at once.
 *
 * @param rows in the order of their commits; the last ones may belong to a transaction that goes on
 *     in the next batch
 * @param commitLsn every transaction that ended before it is in this batch or an earlier one; 0 if
 *     none has ended yet
 * @param settled the last mark that came back: everything recorded before it is in this batch or an
 *     earlier one; null if there was none
 */
public record StreamBatch(List<EventRow> rows, long commitLsn, @Nullable Instant settled) {}

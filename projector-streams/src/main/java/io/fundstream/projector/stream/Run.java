package io.fundstream.projector.stream;

import io.fundstream.projector.deadletter.Notices;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.table.ReadModel;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What the threads of one run of a projection's application share.
 *
 * @param topics all that it subscribes to
 * @param model makes a read model for a thread
 */
record Run<E>(
    ProjectionName name,
    Set<String> topics,
    Supplier<ReadModel<E>> model,
    Payloads payloads,
    DataSource database,
    Notices notices,
    SettledMarks settled,
    ParkedNews parked,
    ProjectionStatus status,
    Patience patience,
    Limits limits,
    boolean fromBeginning) {}

package io.fundstream.projector.activity;

import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.schemas.EventEnvelope;

/** Tells a context's events. Its answer depends on the event alone. */
public interface Narrator {

  /** The context whose events it tells. */
  String context();

  /**
   * Tells an event.
   *
   * @throws io.fundstream.schemas.MalformedEvent if the event cannot be read
   * @throws io.fundstream.schemas.registry.RegistryUnavailable if its schema cannot be had now
   */
  Activity tell(EventEnvelope envelope, RawRecord raw, Payloads payloads);
}

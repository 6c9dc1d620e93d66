package io.fundstream.query.change;

import java.util.UUID;

/** Somebody who keeps rows in memory. Called by one thread at a time. */
public interface ChangeSubscriber {
  /** The server has answered just now: what it told before that has been passed on. */
  void connected();

  /** From now on changes may be missed, until everything is said to have changed. */
  void disconnected();

  /** A row is, or is about to be seen, different. */
  void changed(UUID id);

  /** Any row may be different. */
  void allChanged();
}

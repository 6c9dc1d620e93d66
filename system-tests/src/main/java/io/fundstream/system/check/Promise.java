package io.fundstream.system.check;

/** What is judged. */
public enum Promise {
  ACKNOWLEDGED_IS_IN_THE_LOG("every acknowledged command is in the log, as it was told"),
  WHOLLY_OR_NOT_AT_ALL("every unacknowledged command is there wholly or not at all"),
  REFUSED_WRITES_NOTHING("a refused command has written nothing"),
  NOTHING_UNASKED("every event comes from a command that was sent"),
  ANSWERED_AS_EXPECTED("each answer is one that the command can get"),
  VERSIONS_CONTIGUOUS("the versions of a stream are 1, 2, 3 … in order"),
  SEQ_CONTIGUOUS("the events of a partition key are 1, 2, 3 … in the order of recording"),
  CHAIN_HOLDS("each hash follows from its event and the hash before it"),
  RULES_HOLD("no event breaks a rule of its fund"),
  ONCE_IN_KAFKA("each event is in Kafka exactly once, byte for byte"),
  IN_ORDER_IN_KAFKA("the records of a partition key come in the order of their seq"),
  ROWS_ARE_THE_FOLD("each read row is the fold of its stream"),
  TRAIL_IS_THE_LOG("the trail and the activities are the log"),
  NEVER_BACKWARDS("no row and no progress was seen going back"),
  REPLAY_CHANGES_NOTHING("each request sent again gives the same answer");

  private final String words;

  Promise(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}

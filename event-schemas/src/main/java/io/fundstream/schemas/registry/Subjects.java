package io.fundstream.schemas.registry;

/** Names under which schemas are registered: Confluent's TopicRecordNameStrategy. */
public final class Subjects {
  private Subjects() {}

  /**
   * The subject of an event type in a topic: {@code
   * fundstream.fund-fundstream.fund.FundRegistered}.
   */
  public static String of(String topic, String fullName) {
    return topic + "-" + fullName;
  }
}

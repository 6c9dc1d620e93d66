package io.fundstream.projector.deadletter;

/**
 * Headers of a notice, beside those of the original record. All values are UTF-8 text; the key and
 * the value are the original's bytes.
 */
public final class NoticeHeaders {
  /** The projection that parked it: {@code fund-v1}. */
  public static final String PROJECTION = "fundstream_dlq_projection";

  /** Why, in one sentence. */
  public static final String REASON = "fundstream_dlq_reason";

  /** Equal for failures in the same place of the code. */
  public static final String STACK_DIGEST = "fundstream_dlq_stackdigest";

  /** Where the original lies. */
  public static final String TOPIC = "fundstream_dlq_topic";

  /** The partition's number there. */
  public static final String PARTITION = "fundstream_dlq_partition";

  /** Its offset there. */
  public static final String OFFSET = "fundstream_dlq_offset";

  private NoticeHeaders() {}
}

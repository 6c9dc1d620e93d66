package io.fundstream.schemas;

/**
 * Kafka header names: CloudEvents 1.0 in binary mode, with Fundstream's extensions. All values are
 * UTF-8 text.
 */
public final class EventHeaders {
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String SUBJECT = "ce_subject";
  public static final String TIME = "ce_time";
  public static final String CONTENT_TYPE = "content-type";
  public static final String STREAM_VERSION = "ce_streamversion";
  public static final String PARTITION_SEQ = "ce_partitionseq";
  public static final String EVENT_HASH = "ce_eventhash";
  public static final String EFFECTIVE_ON = "ce_effectiveon";
  public static final String TENANT = "ce_tenant";
  public static final String ACTOR = "ce_actor";
  public static final String CORRELATION_ID = "ce_correlationid";
  public static final String CAUSATION_ID = "ce_causationid";
  public static final String TRACEPARENT = "traceparent";

  /** The value of {@link #CONTENT_TYPE}. */
  public static final String AVRO = "application/avro";

  private EventHeaders() {}

  /** The value of {@link #SOURCE} for a context. */
  public static String source(String context) {
    return "/fundstream/" + context;
  }
}

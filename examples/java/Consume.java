import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints every event of the fund context, once and in order, then follows. Ctrl-C ends it; COUNT=10
 * ends it after ten events. With kafka-clients and avro on the class path:
 *
 * <pre>java -cp "$(cat local-stack/target/class-path)" examples/java/Consume.java</pre>
 *
 * <p>Confluent's KafkaAvroDeserializer reads the same records; this shows that nothing of it is
 * needed.
 */
class Consume {
  static final String KAFKA = System.getenv().getOrDefault("KAFKA", "127.0.0.1:8083");
  static final String REGISTRY =
      System.getenv().getOrDefault("REGISTRY", "http://127.0.0.1:8082/apis/ccompat/v7");
  static final long COUNT = Long.parseLong(System.getenv().getOrDefault("COUNT", "0"));

  final HttpClient http = HttpClient.newHttpClient();
  final GenericData data = new GenericData();
  final Map<Integer, Schema> schemas = new HashMap<>();

  public static void main(String[] args) throws Exception {
    new Consume().run();
  }

  void run() throws Exception {
    // Money is a BigDecimal and a date a LocalDate.
    data.addLogicalTypeConversion(new Conversions.DecimalConversion());
    data.addLogicalTypeConversion(new TimeConversions.DateConversion());
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            KAFKA,
            "group.id",
            "example-java-" + UUID.randomUUID(),
            "auto.offset.reset",
            "earliest",
            // Committed records only: each event once, whatever crashed.
            "isolation.level",
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("fundstream.fund"));
      for (long seen = 0; COUNT == 0 || seen < COUNT; ) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          print(record);
          if (++seen == COUNT) return;
        }
      }
    }
  }

  void print(ConsumerRecord<String, byte[]> record) throws Exception {
    // The position orders a key's events, and de-duplicates them where you store them.
    System.out.printf(
        "%d/%d %s %s:%s %s%n",
        record.partition(),
        record.offset(),
        header(record, "ce_type"),
        record.key(),
        header(record, "ce_partitionseq"),
        decode(record.value()));
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** Confluent's wire format: a zero byte, the schema id in four bytes, Avro. */
  GenericRecord decode(byte[] value) throws Exception {
    ByteBuffer wire = ByteBuffer.wrap(value);
    if (wire.get() != 0) throw new IllegalArgumentException("not Confluent's wire format");
    Schema schema = schema(wire.getInt());
    return new GenericDatumReader<GenericRecord>(schema, schema, data)
        .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
  }

  Schema schema(int id) throws Exception {
    Schema known = schemas.get(id);
    if (known != null) return known;
    URI uri = URI.create(REGISTRY + "/schemas/ids/" + id);
    String answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    Schema schema =
        new Schema.Parser().parse(new ObjectMapper().readTree(answer).get("schema").asText());
    schemas.put(id, schema);
    return schema;
  }
}

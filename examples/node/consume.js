// Prints every event of the fund context, once and in order, then follows. Ctrl-C ends it.
//
//   npm install
//   KAFKA=127.0.0.1:8083 REGISTRY=http://127.0.0.1:8082/apis/ccompat/v7 npm start
//
// COUNT=10 ends it after ten events.
import avsc from "avsc";
import kafkajs from "kafkajs";
import lz4 from "lz4js";
import { SchemaRegistry, SchemaType } from "@kafkajs/confluent-schema-registry";

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;
const { KAFKA = "127.0.0.1:8083", REGISTRY = "http://127.0.0.1:8082/apis/ccompat/v7", COUNT = "Infinity" } = process.env;

// The relay compresses with LZ4, which KafkaJS knows by name only. Other clients bring it along.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

// Money never becomes a double: Avro's decimal is an unscaled two's complement integer, here a string.
class Decimal extends avsc.types.LogicalType {
  constructor(schema, options) {
    super(schema, options);
    this.scale = schema.scale ?? 0;
  }

  _fromValue(bytes) {
    const unscaled = BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString("hex") || "0"}`));
    const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(this.scale + 1, "0");
    const whole = digits.slice(0, digits.length - this.scale);
    const fraction = digits.slice(digits.length - this.scale);
    return (unscaled < 0n ? "-" : "") + whole + (this.scale ? `.${fraction}` : "");
  }
}

class IsoDate extends avsc.types.LogicalType {
  _fromValue(days) {
    return new Date(days * 86_400_000).toISOString().slice(0, 10);
  }
}

const registry = new SchemaRegistry(
  { host: REGISTRY },
  { [SchemaType.AVRO]: { logicalTypes: { decimal: Decimal, date: IsoDate } } },
);
const kafka = new Kafka({ clientId: "example-node", brokers: [KAFKA], logLevel: logLevel.ERROR });
// KafkaJS reads committed records only unless told otherwise: each event once, whatever crashed.
const consumer = kafka.consumer({ groupId: `example-node-${Date.now()}`, readUncommitted: false });

await consumer.connect();
await consumer.subscribe({ topics: ["fundstream.fund"], fromBeginning: true });

let seen = 0;
await consumer.run({
  eachMessage: async ({ partition, message }) => {
    const header = (name) => message.headers[name]?.toString();
    const event = await registry.decode(message.value);
    // The position orders a key's events, and de-duplicates them where you store them.
    console.log(
      `${partition}/${message.offset} ${header("ce_type")} ${message.key}:${header("ce_partitionseq")} ${JSON.stringify(event)}`,
    );
    if (++seen >= Number(COUNT)) stop();
  },
});

async function stop() {
  await consumer.disconnect();
  process.exit(0);
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);

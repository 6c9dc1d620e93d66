package io.fundstream.schemas;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** How values of one type lie in Avro. */
public interface AvroType<T extends @Nullable Object> {
  void write(T value, Encoder out) throws IOException;

  T read(Decoder in) throws IOException;

  /** The value that Avro itself has made of bytes in an older schema. */
  @SuppressWarnings("unchecked") // Avro's generic data model has these very classes
  default T of(Object old) {
    return (T) old;
  }

  AvroType<String> STRING =
      new AvroType<>() {
        @Override
        public void write(String value, Encoder out) throws IOException {
          out.writeString(value);
        }

        @Override
        public String read(Decoder in) throws IOException {
          return in.readString();
        }
      };

  AvroType<Integer> INT =
      new AvroType<>() {
        @Override
        public void write(Integer value, Encoder out) throws IOException {
          out.writeInt(value);
        }

        @Override
        public Integer read(Decoder in) throws IOException {
          return in.readInt();
        }
      };

  AvroType<Long> LONG =
      new AvroType<>() {
        @Override
        public void write(Long value, Encoder out) throws IOException {
          out.writeLong(value);
        }

        @Override
        public Long read(Decoder in) throws IOException {
          return in.readLong();
        }
      };

  AvroType<Boolean> BOOLEAN =
      new AvroType<>() {
        @Override
        public void write(Boolean value, Encoder out) throws IOException {
          out.writeBoolean(value);
        }

        @Override
        public Boolean read(Decoder in) throws IOException {
          return in.readBoolean();
        }
      };

  AvroType<UUID> UUID =
      new AvroType<>() {
        @Override
        public void write(UUID value, Encoder out) throws IOException {
          out.writeString(value.toString());
        }

        @Override
        public UUID read(Decoder in) throws IOException {
          return java.util.UUID.fromString(in.readString());
        }
      };

  AvroType<LocalDate> DATE =
      new AvroType<>() {
        @Override
        public void write(LocalDate value, Encoder out) throws IOException {
          out.writeInt(Math.toIntExact(value.toEpochDay()));
        }

        @Override
        public LocalDate read(Decoder in) throws IOException {
          return LocalDate.ofEpochDay(in.readInt());
        }
      };

  AvroType<Instant> TIMESTAMP =
      new AvroType<>() {
        @Override
        public void write(Instant value, Encoder out) throws IOException {
          out.writeLong(Instants.micros(value));
        }

        @Override
        public Instant read(Decoder in) throws IOException {
          return Instants.ofMicros(in.readLong());
        }
      };

  /** Of exactly so many decimals. */
  static AvroType<BigDecimal> decimal(int scale) {
    return new AvroType<>() {
      @Override
      public void write(BigDecimal value, Encoder out) throws IOException {
        if (value.scale() != scale) {
          throw new IllegalArgumentException(value + " has not " + scale + " decimals");
        }
        out.writeBytes(value.unscaledValue().toByteArray());
      }

      @Override
      public BigDecimal read(Decoder in) throws IOException {
        ByteBuffer bytes = in.readBytes(null);
        byte[] all = bytes.array();
        int from = bytes.arrayOffset() + bytes.position();
        return new BigDecimal(new BigInteger(all, from, bytes.remaining()), scale);
      }
    };
  }

  /** A union with null, which comes first. */
  static <T> AvroType<@Nullable T> optional(AvroType<T> type) {
    return new AvroType<>() {
      @Override
      public void write(@Nullable T value, Encoder out) throws IOException {
        out.writeIndex(value == null ? 0 : 1);
        if (value != null) {
          type.write(value, out);
        }
      }

      @Override
      public @Nullable T read(Decoder in) throws IOException {
        return switch (in.readIndex()) {
          case 0 -> null;
          case 1 -> type.read(in);
          default -> throw new MalformedEvent("a union of two has no such branch");
        };
      }

      @Override
      public @Nullable T of(@Nullable Object old) {
        return old == null ? null : type.of(old);
      }
    };
  }

  static <T> AvroType<List<T>> list(AvroType<T> type) {
    return new AvroType<>() {
      @Override
      public void write(List<T> values, Encoder out) throws IOException {
        out.writeArrayStart();
        out.setItemCount(values.size());
        for (T value : values) {
          out.startItem();
          type.write(value, out);
        }
        out.writeArrayEnd();
      }

      @Override
      public List<T> read(Decoder in) throws IOException {
        List<T> values = new ArrayList<>();
        for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
          for (long n = 0; n < left; n++) {
            values.add(type.read(in));
          }
        }
        return values;
      }

      @Override
      public List<T> of(Object old) {
        List<T> values = new ArrayList<>();
        ((List<?>) old).forEach(value -> values.add(type.of(value)));
        return values;
      }
    };
  }
}

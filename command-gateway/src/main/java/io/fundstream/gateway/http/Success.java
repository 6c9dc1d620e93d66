package io.fundstream.gateway.http;

import io.fundstream.gateway.log.Receipt;
import java.util.Map;
import java.util.function.Function;

/**
 * How a granted command is told.
 *
 * @param status 200 or 201
 * @param location the path of what was made; empty for none
 * @param more members of the body besides {@code id}, {@code version} and {@code position}
 */
public record Success(
    int status, Function<Receipt, String> location, Function<Receipt, Map<String, Object>> more) {

  /** 200, with nothing more to say. */
  public static Success ok() {
    return new Success(200, _ -> "", _ -> Map.of());
  }

  /** 201 of something that the query API serves at this path. */
  public static Success created(Function<Receipt, String> location) {
    return new Success(201, location, _ -> Map.of());
  }

  /** The same with more members in the body. */
  public Success with(Function<Receipt, Map<String, Object>> members) {
    return new Success(status, location, members);
  }
}

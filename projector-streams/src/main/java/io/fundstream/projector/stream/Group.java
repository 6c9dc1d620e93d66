package io.fundstream.projector.stream;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members of an application, which is also the name of its consumer group.
 *
 * @param id of the application: what it is called tells who its members are
 * @param filling whether readers do not see its tables yet
 * @param before groups of which members come, by id, with the names of their members
 */
public record Group(
    String id, List<Member<?>> members, boolean filling, Map<String, Set<String>> before) {
  private static final int DIGITS = 12;

  public Group {
    members = List.copyOf(members);
    before = Map.copyOf(before);
  }

  /** {@code live-<hash of its members>}, whatever their order. */
  public static String live(Set<String> names) {
    try {
      String sorted = names.stream().sorted().collect(Collectors.joining(" "));
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(sorted.getBytes(StandardCharsets.UTF_8));
      return "live-" + HexFormat.of().formatHex(sha).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Its members' names. */
  public Set<String> names() {
    return members.stream().map(Member::name).collect(Collectors.toUnmodifiableSet());
  }

  /** All that its members read. */
  Set<String> topics() {
    return members.stream()
        .flatMap(member -> member.topics().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}

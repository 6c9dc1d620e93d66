package io.fundstream.projector.rebuild;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an instance does about one projection, given the versions that there are.
 *
 * @param run the versions that it feeds
 * @param begin whether a new version has to be filled, because the code is newer than the tables
 * @param retire versions being filled that nobody will need: older code made them
 * @param refusal why the live version is not fed; empty if it is
 */
public record Course(
    List<Version> run, boolean begin, List<Version> retire, Optional<String> refusal) {

  /** Nothing is to be done. */
  static final Course NONE = new Course(List.of(), false, List.of(), Optional.empty());

  /**
   * Decides.
   *
   * <p>Newer code goes on feeding the live tables while it fills its own, so that readers do not
   * fall behind. Older code leaves alone what newer code has made: it may not understand it. It
   * fills tables of its own only if somebody asks for that, which is the way back.
   *
   * @param code the version of the projection's code here
   * @param versions all of this projection's
   */
  public static Course of(String name, int code, List<Version> versions) {
    Optional<Version> live = versions.stream().filter(Version::live).findFirst();
    List<Version> filling =
        versions.stream()
            .filter(Version::filling)
            .sorted(Comparator.comparingInt(Version::number))
            .toList();
    List<Version> run =
        new ArrayList<>(filling.stream().filter(version -> version.code() == code).toList());
    if (live.isPresent() && live.get().code() > code) {
      return new Course(run, false, List.of(), Optional.of(refusal(live.get(), code)));
    }
    live.ifPresent(run::addFirst);
    boolean behind = live.isEmpty() || live.get().code() < code;
    boolean begin = behind && filling.stream().noneMatch(version -> version.code() >= code);
    List<Version> retire = filling.stream().filter(version -> version.code() < code).toList();
    return new Course(run, begin, retire, Optional.empty());
  }

  private static String refusal(Version live, int code) {
    return "%s was filled by version %d of its code, this is version %d"
        .formatted(live, live.code(), code);
  }
}

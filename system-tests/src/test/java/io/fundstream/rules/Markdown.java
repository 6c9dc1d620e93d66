package io.fundstream.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the rules need to know of a document: its links, its headings and its prose. */
final class Markdown {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("    (?! *(?:[-*+]|\\d+\\.) ).*");

  private Markdown() {}

  /** Documents at the root, in docs and in examples. */
  static List<Path> files() {
    return Stream.of(walk(Tree.ROOT, 1), walk(Tree.ROOT.resolve("docs"), 9), examples())
        .flatMap(List::stream)
        .toList();
  }

  /** Where the document's links lead, those to other hosts left out. */
  static List<String> links(Path file) {
    return LINK.matcher(String.join("\n", lines(file)))
        .results()
        .map(found -> found.group(1))
        .filter(target -> !target.contains("://"))
        .toList();
  }

  static boolean resolves(Path from, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    if (!Files.exists(target)) return false;
    return hash < 0 || anchors(target).contains(link.substring(hash + 1));
  }

  /** The headings of one level (1: the title), without their signs. */
  static List<String> headings(String text, int level) {
    String sign = "#".repeat(level) + " ";
    return withoutCode(text.lines().toList()).stream()
        .filter(line -> line.startsWith(sign))
        .map(line -> line.substring(sign.length()))
        .toList();
  }

  /** Lines that are neither code nor of a table. */
  static Stream<String> prose(Path file) {
    return lines(file).stream()
        .filter(line -> !line.strip().startsWith("|") && !CODE.matcher(line).matches());
  }

  private static List<String> anchors(Path file) {
    return lines(file).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  private static List<String> lines(Path file) {
    return withoutCode(Tree.text(file).lines().toList());
  }

  private static List<String> withoutCode(List<String> lines) {
    List<String> left = new ArrayList<>();
    boolean code = false;
    for (String line : lines) {
      if (line.strip().startsWith("```")) code = !code;
      else if (!code) left.add(line);
    }
    return left;
  }

  private static List<Path> examples() {
    return walk(Tree.ROOT.resolve("examples"), 1);
  }

  private static List<Path> walk(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

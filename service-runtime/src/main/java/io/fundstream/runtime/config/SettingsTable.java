package io.fundstream.runtime.config;

import java.util.ArrayList;
import java.util.List;

/** Lays settings out in columns. */
final class SettingsTable {
  private SettingsTable() {}

  static String print(String service, List<Setting> settings) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "DEFAULT", "UNIT", "MEANING"));
    for (Setting s : settings) {
      String shown =
          s.unit().equals("secret") && s.defaultValue() != null ? "(hidden)" : s.shownDefault();
      rows.add(List.of(s.name(), shown, s.unit(), s.meaning()));
    }
    int[] widths = new int[3];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out =
        new StringBuilder("Fundstream %s, set by environment variables:%n%n".formatted(service));
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        out.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length() + 2);
      }
      out.append(row.getLast()).append(System.lineSeparator());
    }
    return out.toString();
  }
}

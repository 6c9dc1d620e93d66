package io.fundstream.query;

import java.sql.SQLException;
import java.util.Map;

/** Rows of a context, so that each of its routes has something to answer; found by its type. */
public interface Sample {
  /** Beginning of the paths that have the parameters in them. */
  String path();

  /** Writes the rows; gives the values of path parameters under which they are found. */
  Map<String, String> write(ReadTables tables) throws SQLException;
}

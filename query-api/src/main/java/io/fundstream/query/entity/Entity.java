package io.fundstream.query.entity;

/**
 * What a context declares of an entity: where it is found, in which tables, and what its list
 * takes. Everything else follows from its record.
 *
 * @param noun for people, as in "There is no fund …", and the name of its cache in the metrics
 * @param path of the list; one of them is at {@code <path>/{id}}
 * @param projection that fills the tables, without a version; it tells of changed ids
 * @param list of all of them; its table has the key {@code id}, and {@code <table>_history} a row
 *     for each version with the {@code recorded_at} of it
 */
public record Entity<R extends Record & EntityItem>(
    String noun, String path, String projection, RowList<R> list) {

  String history() {
    return list.table() + "_history";
  }
}

package io.fundstream.query.page;

import io.fundstream.runtime.http.EntityTags;
import io.fundstream.runtime.http.ResponseBody;
import io.fundstream.runtime.json.Json;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a page: JSON or CSV, where it goes on, and a tag that changes when the bytes do. */
public final class ListAnswer {
  private static final int TAG_BYTES = 16;

  private ListAnswer() {}

  public static <T> void write(Context ctx, Page<T> page, CsvTable<T> csv) {
    Media media = Media.preferred(ctx.header("Accept"));
    byte[] body =
        switch (media) {
          case JSON -> Json.bytes(page);
          case CSV -> csv.write(page.items());
        };
    ctx.header("Vary", "Accept");
    if (page.nextCursor() != null) {
      ctx.header("Link", next(ctx.path(), ctx.queryString(), page.nextCursor()));
    }
    write(ctx, tag(body), media.contentType(), body);
  }

  /** Answers the body, or 304 if the client has it already. The client asks again every time. */
  public static void write(Context ctx, String tag, String contentType, byte[] body) {
    ctx.header("ETag", tag);
    if (ctx.res().getHeader("Cache-Control") == null) {
      ctx.header("Cache-Control", "private, no-cache");
    }
    if (EntityTags.noneMatchCovers(ctx.header("If-None-Match"), tag)) {
      ctx.status(304);
    } else {
      ctx.contentType(contentType);
      ResponseBody.set(ctx, body);
    }
  }

  private static String tag(byte[] body) {
    byte[] hash = Arrays.copyOf(ListId.sha256().digest(body), TAG_BYTES);
    return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
  }

  /** The same request with the cursor, which replaces what else says where to start. */
  private static String next(String path, @Nullable String query, String cursor) {
    String kept =
        query == null
            ? ""
            : Arrays.stream(query.split("&", -1))
                .filter(pair -> !pair.isEmpty() && !pair.matches("(cursor|skip|minPosition)(=.*)?"))
                .map(pair -> pair + "&")
                .collect(Collectors.joining());
    String target = path + "?" + kept + "cursor=" + cursor;
    return "<" + target.replace("<", "%3C").replace(">", "%3E") + ">; rel=\"next\"";
  }
}

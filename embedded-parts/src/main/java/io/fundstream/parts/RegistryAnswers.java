package io.fundstream.parts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether a registry serves. */
public final class RegistryAnswers {
  /** The Confluent Schema Registry's API as Apicurio offers it. */
  public static final String API = "/apis/ccompat/v7";

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private RegistryAnswers() {}

  public static boolean at(String url) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/subjects")).timeout(PATIENCE).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

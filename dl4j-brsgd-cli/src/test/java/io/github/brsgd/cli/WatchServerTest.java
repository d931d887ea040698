package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger asked = new AtomicInteger();
  private WatchServer server;
  private URI address;

  @BeforeEach
  void serve() throws IOException {
    server = WatchServer.on(0);
    server.serve(() -> "<p>ä " + asked.incrementAndGet());
    address = URI.create(server.address());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> ask(String method, URI uri)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  @Test
  void thePageIsMadeAnewAndKeptByNobody() throws Exception {
    assertThat(ask("GET", address).body()).isEqualTo("<p>ä 1");
    HttpResponse<String> second = ask("GET", address);
    assertThat(second.body()).isEqualTo("<p>ä 2");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.headers().map())
        .extractingByKey("content-type")
        .asString()
        .contains("text/html; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong/"})
  void everyAnswerForbidsStoringFramingAndSniffing(String more) throws Exception {
    HttpResponse<String> answer = ask("GET", address.resolve(more));
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("x-frame-options")).hasValue("DENY");
    assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("referrer-policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("script");
    assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void isOnTheLoopbackAddressAloneUnderATokenOfItsOwn() throws IOException {
    assertThat(server.address()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*/[A-Za-z0-9_-]{22}/");
    try (WatchServer other = WatchServer.on(0)) {
      assertThat(URI.create(other.address()).getPath()).isNotEqualTo(address.getPath());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})
  void nothingButGetIsAllowed(String method) throws Exception {
    HttpResponse<String> answer = ask(method, address);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).hasValue("GET");
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/AAAAAAAAAAAAAAAAAAAAAA/",
        "TOKEN",
        "TOKEN/../",
        "TOKEN/../../etc/passwd",
        "TOKEN/%2e%2e/%2e%2e/etc/passwd",
        "TOKEN/rounds.csv",
        "TOKEN//"
      })
  void nothingElseIsThere(String path) throws Exception {
    String token = address.getPath().substring(0, address.getPath().length() - 1);
    HttpResponse<String> answer =
        ask(
            "GET",
            URI.create("http://127.0.0.1:" + address.getPort() + path.replace("TOKEN", token)));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("There is no such page.");
    assertThat(asked).hasValue(0);
  }

  @Test
  void aPageThatCannotBeMadeSaysSo() throws Exception {
    try (WatchServer broken = WatchServer.on(0)) {
      broken.serve(
          () -> {
            throw new IllegalStateException("no ink");
          });
      HttpResponse<String> answer = ask("GET", URI.create(broken.address()));
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("The page cannot be made: no ink");
    }
  }

  @Test
  void keepsNoProcessAlive() {
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(t -> t.getName().equals("watch") || t.getName().equals("HTTP-Dispatcher"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  void aPortIsTakenUntilItIsClosedEvenIfNothingWasServed() throws IOException {
    WatchServer idle = WatchServer.on(0);
    int port = URI.create(idle.address()).getPort();
    assertThatThrownBy(() -> WatchServer.on(port)).isInstanceOf(BindException.class);
    idle.close();
    WatchServer.on(port).close();
    server.close();
    assertThatThrownBy(() -> ask("GET", address)).isInstanceOf(ConnectException.class);
  }
}

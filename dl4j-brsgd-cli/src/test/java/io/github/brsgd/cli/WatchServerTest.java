package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

  private String raw(String... lines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
      socket
          .getOutputStream()
          .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A name of the web that was made to mean this machine: its scripts would be of one origin. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: evil.example:80",
        "Host: 127.0.0.1.evil.example",
        "Host: localhost.evil.example:80",
        "Host: 127.0.0.1:80@evil.example",
        "Host: 192.0.2.1",
        "Host:",
        "Accept: text/html"
      })
  void whoeverCameByAnotherNameHasNoPage(String host) throws IOException {
    assertThat(raw("GET " + address.getPath() + " HTTP/1.1", host, "Connection: close"))
        .matches("(?s)HTTP/1.1 4(00|21) .*");
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost:8080", "LOCALHOST", "[::1]:9"})
  void tunnelsToThisMachineHaveThePage(String host) throws IOException {
    assertThat(raw("GET " + address.getPath() + " HTTP/1.1", "Host: " + host, "Connection: close"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void thoseWhoLookHaveTheLastPage() throws Exception {
    ask("GET", address);
    ask("GET", address);
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(() -> server.serveLast("last", Duration.ofMinutes(1)));
    List<String> had = new ArrayList<>();
    while (!end.isDone()) {
      assertThat(had).hasSizeLessThan(100);
      String body = ask("GET", address).body();
      if (body.equals("last")) {
        had.add(body);
        Thread.sleep(50);
      }
    }
    assertThat(had).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void nobodyWhoLooksHasNobodyWait() {
    server.serveLast("last", Duration.ofDays(1));
  }

  @Test
  void whoeverLeftIsNotWaitedForLong() throws Exception {
    ask("GET", address);
    server.serveLast("last", Duration.ofMillis(1));
    assertThat(ask("GET", address).body()).isEqualTo("last");
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
  void requestsThatNeverEndKeepNobodyFromThePageForLong() throws Exception {
    List<Socket> halves = new ArrayList<>();
    try {
      for (int k = 0; k < 4; k++) {
        Socket half = new Socket("127.0.0.1", address.getPort());
        halves.add(half);
        half.getOutputStream().write("GET ".getBytes(StandardCharsets.US_ASCII));
      }
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(1)).build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    } finally {
      for (Socket half : halves) {
        half.close();
      }
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

package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code brsgd train --watch}. */
class WatchedRunTest {

  private static final Pattern ADDRESS = Pattern.compile("watch: (http://\\S+)\\R");
  private static final Pattern DONE = Pattern.compile("running, (\\d+) of 60 rounds");
  private static final long LONGEST_SECONDS = 60;

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();
  private final HttpClient client = HttpClient.newHttpClient();

  private CompletableFuture<Integer> start(String line) {
    CommandLine command = Brsgd.commandLine();
    command.setOut(new PrintWriter(new StringWriter()));
    command.setErr(new PrintWriter(err));
    return CompletableFuture.supplyAsync(() -> command.execute(line.split(" ")));
  }

  private String small(String out, int rounds) {
    return "train --dataset synthetic --examples 100 --nodes 3 --batch 4 --rule median --byzantine 1"
        + " --evaluate-every 1000 --rounds "
        + rounds
        + " --out "
        + folder.resolve(out);
  }

  private URI address(CompletableFuture<Integer> run) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (System.nanoTime() < end && !run.isDone()) {
      Matcher printed = ADDRESS.matcher(err.toString());
      if (printed.find()) {
        return URI.create(printed.group(1));
      }
      Thread.sleep(1);
    }
    throw new AssertionError("no address: " + err);
  }

  private String page(URI address) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private Optional<String> pageIfAny(URI address) throws InterruptedException {
    try {
      return Optional.of(page(address));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int done(String page) {
    Matcher done = DONE.matcher(page);
    assertThat(done.find()).as(page).isTrue();
    return Integer.parseInt(done.group(1));
  }

  @Test
  void thePageIsThereWhileTheRunIsAndChangesNothing() throws Exception {
    try (WatchServer first = WatchServer.on(0)) {
      // The first request of a process takes as long as a short run.
      first.serve(() -> "");
      assertThat(page(URI.create(first.address()))).isEmpty();
    }
    CompletableFuture<Integer> run = start(small("watched", 60) + " --checkpoint-every 60 --watch");
    URI address = address(run);
    while (done(page(address)) == 0) {
      Thread.sleep(5);
    }
    String last = page(address);
    for (String page = last; !run.isDone(); page = pageIfAny(address).orElse(last)) {
      last = page;
      Thread.sleep(50);
    }
    assertThat(last)
        .contains("Accuracy at the end", "this page is the last of it")
        .doesNotContain("http-equiv=\"refresh\"", "at the end)");
    assertThat(run.get(LONGEST_SECONDS, TimeUnit.SECONDS)).isZero();
    assertThatThrownBy(() -> page(address)).isInstanceOf(ConnectException.class);
    assertThat(ADDRESS.matcher(err.toString()).results()).hasSize(1);

    Path plain = folder.resolve("plain");
    Path config = folder.resolve("watched/run.json");
    assertThat(Cli.run("train", "--config", config, "--out", plain).code()).isZero();
    assertThat(plain.resolve("rounds.csv"))
        .hasSameTextualContentAs(folder.resolve("watched/rounds.csv"));
    assertThat(Files.readString(config)).doesNotContain(address.getPath());

    Cli resumed =
        Cli.run("train", "--resume", folder.resolve("watched"), "--rounds", 61, "--watch=0");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).containsPattern(ADDRESS);
  }

  @Test
  void aPortInUseIsAMistakeThatNamesItAndLeavesNothing() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Cli cli =
          Cli.run((Object[]) (small("out", 2) + " --watch=" + taken.getLocalPort()).split(" "));
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err())
          .contains("--watch: cannot have port " + taken.getLocalPort())
          .contains("in use");
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536"})
  void whatIsNoPortIsRefused(String port) {
    Cli cli = Cli.run((Object[]) (small("out", 2) + " --watch=" + port).split(" "));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--watch: need a port from 0 (any) to 65535, got " + port);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aMistakeElsewhereFreesThePort() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Path file = Files.createFile(folder.resolve("file"));
    String line = small("file", 2) + " --watch=" + port;
    assertThat(Cli.run((Object[]) line.split(" ")).err()).contains(file + " is a file");
    WatchServer.on(port).close();
  }
}

package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DatasetDownloaderTest {

  private static final byte[] CONTENT = "seven\n".repeat(30_000).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private HttpServer server;
  private final List<Long> seen = new ArrayList<>();
  private final DatasetDownloader downloader =
      new DatasetDownloader((name, done, total) -> seen.add(done));

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    serve("/good", CONTENT, CONTENT.length);
    serve("/cut", Arrays.copyOf(CONTENT, 90_000), CONTENT.length);
    serve("/short", Arrays.copyOf(CONTENT, 90_000), 90_000);
    serve("/long", Arrays.copyOf(CONTENT, CONTENT.length + 1), CONTENT.length + 1);
    byte[] other = CONTENT.clone();
    other[77] ^= 1;
    serve("/other", other, other.length);
    server.start();
  }

  private void serve(String path, byte[] body, int promised) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, promised);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Download from(String... paths) {
    List<URI> mirrors =
        Stream.of(paths)
            .map(p -> URI.create("http://localhost:" + server.getAddress().getPort() + p))
            .toList();
    return new Download("digits.bin", CONTENT.length, Sha256.of(CONTENT), mirrors);
  }

  private void assertFails(String path, String message) {
    assertThatThrownBy(() -> downloader.fetch(from(path), folder))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("cannot fetch digits.bin")
        .hasMessageContaining(path)
        .hasMessageContaining(message);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aGoodFileIsPutInPlace() throws IOException {
    Path target = folder.resolve("new").resolve("folder");
    assertThat(downloader.fetch(from("/good"), target)).hasBinaryContent(CONTENT);
    assertThat(target.toFile().list()).containsExactly("digits.bin");
    assertThat(seen).isSorted().endsWith((long) CONTENT.length);
  }

  @Test
  void whatIsNotThePublishedFileLeavesNothingBehind() {
    assertFails("/other", "SHA-256 is");
    assertFails("/missing", "status 404");
    assertFails("/cut", "");
    assertFails("/short", "got 90000 bytes, expected 180000");
    assertFails("/long", "bytes, expected 180000");
  }

  @Test
  void theSecondMirrorServesWhenTheFirstFails() throws IOException {
    assertThat(downloader.fetch(from("/missing", "/cut", "/good"), folder))
        .hasBinaryContent(CONTENT);
  }

  @Test
  void aMirrorThatStallsInTheMiddleOfAFileIsGivenUp() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    server.createContext(
        "/stalled",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 50_000);
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    try {
      DatasetDownloader impatient =
          new DatasetDownloader((name, done, total) -> {}, Duration.ofMillis(300));
      assertThat(impatient.fetch(from("/stalled", "/good"), folder)).hasBinaryContent(CONTENT);
      assertThatThrownBy(() -> impatient.fetch(from("/stalled"), folder))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("sent nothing for 0.3 s");
    } finally {
      end.countDown();
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void filesAreReadableAsOthersMadeHereAre() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "made here");
    Path file = downloader.fetch(from("/good"), folder);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  void allFailuresAreTold() {
    assertThatThrownBy(() -> downloader.fetch(from("/missing", "/other"), folder))
        .hasMessageContaining("/missing: status 404")
        .hasMessageContaining("/other: SHA-256 is");
  }

  @Test
  void anUnreachableMirrorIsAFailureLikeAnyOther() {
    Download download =
        new Download("x", 1, "00", List.of(URI.create("http://localhost:1/digits.bin")));
    assertThatThrownBy(() -> downloader.fetch(download, folder))
        .isInstanceOf(DownloadException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void filesThatAreThereAreNotFetchedAgain() throws IOException {
    for (Download download : KnownDataset.MNIST.downloads()) {
      Files.write(folder.resolve(download.name()), new byte[1]);
    }
    downloader.fetch(KnownDataset.MNIST, folder);
    assertThat(seen).isEmpty();
  }
}

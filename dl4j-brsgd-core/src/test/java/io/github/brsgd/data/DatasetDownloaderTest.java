package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.brsgd.files.Sha256;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void foldersThatWereMadeForNothingAreTakenAway() throws IOException {
    Path old = Files.createDirectories(folder.resolve("old"));
    Path deep = old.resolve("new").resolve("deep");
    assertThatThrownBy(() -> downloader.fetch(from("/missing"), deep))
        .isInstanceOf(DownloadException.class);
    assertThat(old).isEmptyDirectory();
    downloader.fetch(from("/good"), deep);
    assertThatThrownBy(
            () ->
                downloader.fetch(
                    new Download("other.bin", 1, "", from("/missing").mirrors()), deep))
        .isInstanceOf(DownloadException.class);
    assertThat(deep.resolve("digits.bin")).exists();
  }

  @Test
  void theSecondMirrorServesWhenTheFirstFails() throws IOException {
    assertThat(downloader.fetch(from("/missing", "/cut", "/good"), folder))
        .hasBinaryContent(CONTENT);
  }

  @Test
  @Timeout(60)
  void aMirrorThatStallsInTheMiddleOfAFileIsGivenUp() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    server.createContext(
        "/stalled",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 50_000);
          exchange.getResponseBody().flush();
          awaitQuietly(end);
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

  /** The first to ask is kept waiting in the middle of the file; the second's mirror dies. */
  @Test
  void twoThreadsMayFetchOneFile() throws Exception {
    CountDownLatch secondFailed = new CountDownLatch(1);
    CountDownLatch firstHasHalf = new CountDownLatch(1);
    server.createContext(
        "/waits",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 100_000);
          exchange.getResponseBody().flush();
          firstHasHalf.countDown();
          awaitQuietly(secondFailed);
          exchange.getResponseBody().write(CONTENT, 100_000, CONTENT.length - 100_000);
          exchange.close();
        });
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<Path> first = other.submit(() -> downloader.fetch(from("/waits"), folder));
    firstHasHalf.await();
    assertThatThrownBy(() -> downloader.fetch(from("/short"), folder))
        .isInstanceOf(DownloadException.class);
    secondFailed.countDown();
    assertThat(first.get()).hasBinaryContent(CONTENT);
    other.shutdown();
    assertThat(folder.toFile().list()).containsExactly("digits.bin");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptEndsADownloadAtOnce(boolean trickles) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread fetching = Thread.currentThread();
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          OutputStream body = exchange.getResponseBody();
          for (int i = 0; i < 100 && (trickles || i == 0) && end.getCount() > 0; i++) {
            body.write(CONTENT, 100 * i, 100);
            body.flush();
            LockSupport.parkNanos(50_000_000);
            if (i == 0) {
              fetching.interrupt();
            }
          }
          awaitQuietly(end);
          exchange.close();
        });
    long start = System.nanoTime();
    try {
      assertThatThrownBy(() -> downloader.fetch(from("/endless", "/good"), folder))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("interrupted while fetching")
          .hasMessageContaining("/endless");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
      end.countDown();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatCannotBeWrittenIsNotTheMirrorsFault() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/counted",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT);
          exchange.close();
        });
    // A folder with something in it cannot be replaced by a file.
    Files.writeString(Files.createDirectory(folder.resolve("digits.bin")).resolve("x"), "mine");
    assertThatThrownBy(() -> downloader.fetch(from("/counted", "/counted"), folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("digits.bin");
    assertThat(asked).hasValue(1);
    assertThat(folder.toFile().list()).containsExactly("digits.bin");
  }

  @Test
  void anArchiveThatCannotBeUnpackedIsNotLeftBehind() throws IOException {
    Path archive = Files.write(folder.resolve("a.tar.gz"), CONTENT);
    assertThatThrownBy(() -> DatasetDownloader.unpack(archive, Set.of("digits.bin"), folder))
        .isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsWantedIsTakenOutOfAnArchive() throws IOException {
    Path archive = folder.resolve("a.tar.gz");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
      for (String name : List.of("set/readme", "set/../digits.bin")) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(CONTENT.length);
        tar.putArchiveEntry(entry);
        tar.write(CONTENT);
        tar.closeArchiveEntry();
      }
    }
    DatasetDownloader.unpack(archive, Set.of("digits.bin"), folder);
    assertThat(folder.resolve("digits.bin")).hasBinaryContent(CONTENT);
    assertThat(folder.toFile().list()).containsExactly("digits.bin");
  }
}

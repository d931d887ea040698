package io.github.brsgd.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void replacesTheOlderFile() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "first");
    AtomicFile.write(file, "second");
    assertThat(file).hasContent("second");
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  /** One comes by the folder, one by a link to it. */
  @Test
  void writersOfOneFileByTwoPathsTakeTurns() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    List<Path> ways = List.of(real.resolve("t.txt"), link.resolve("t.txt"));
    ExecutorService two = Executors.newFixedThreadPool(2);
    List<Future<?>> writers = new ArrayList<>();
    for (Path way : ways) {
      writers.add(
          two.submit(
              () -> {
                for (int i = 0; i < 20; i++) {
                  AtomicFile.write(
                      way,
                      out -> {
                        out.write("first half, ".getBytes(StandardCharsets.UTF_8));
                        LockSupport.parkNanos(1_000_000);
                        out.write("second half".getBytes(StandardCharsets.UTF_8));
                      });
                  assertThat(real.resolve("t.txt")).hasContent("first half, second half");
                }
                return null;
              }));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    two.shutdown();
  }

  @Test
  void writesIntoAnArchive() throws IOException {
    Path archive = folder.resolve("a.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      AtomicFile.write(zip.getPath("rounds.csv"), "first");
      AtomicFile.write(zip.getPath("rounds.csv"), "second");
    }
    try (FileSystem zip = FileSystems.newFileSystem(archive)) {
      assertThat(zip.getPath("rounds.csv")).hasContent("second");
    }
  }

  @Test
  void anInterruptedThreadCanStillSaveWhatItHas() throws IOException {
    Path file = folder.resolve("rounds.csv");
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(file, "all rounds until then");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(file).hasContent("all rounds until then");
  }

  @Test
  void aFailureLeavesTheOlderFileAndNothingElse() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "first");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write('x');
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(file).hasContent("first");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}

package io.github.brsgd.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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

  /** Two processes may have one id, in two containers on one volume. */
  @Test
  void everyWriteHasAPartFileOfItsOwn() throws IOException {
    Path file = folder.resolve("a.txt");
    Set<Path> parts = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      AtomicFile.write(
          file,
          out -> {
            try (Stream<Path> files = Files.list(folder)) {
              List<Path> beside = files.filter(f -> !f.equals(file)).toList();
              assertThat(beside).hasSize(1);
              parts.addAll(beside);
            }
          });
    }
    assertThat(parts).hasSize(20).noneMatch(Files::exists);
    assertThat(parts)
        .noneMatch(part -> part.toString().contains("." + ProcessHandle.current().pid() + "."));
  }

  @Test
  void aLinkStaysAndItsTargetIsReplaced() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real")).resolve("a.txt");
    AtomicFile.write(real, "first");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real", "a.txt"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    AtomicFile.write(second, "second");
    assertThat(real).hasContent("second");
    assertThat(link).isSymbolicLink();
    assertThat(second).isSymbolicLink();
    Files.delete(real);
    AtomicFile.write(link, "third");
    assertThat(real).hasContent("third");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void linksThatLeadNowhereAreErrors() throws IOException {
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    assertThatThrownBy(() -> AtomicFile.write(loop, "text"))
        .isInstanceOf(FileSystemLoopException.class)
        .hasMessageContaining("loop");
    Path gone = Files.createSymbolicLink(folder.resolve("gone"), Path.of("missing", "a.txt"));
    assertThatThrownBy(() -> AtomicFile.write(gone, "text"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void aDeviceIsWrittenToAndStaysOne() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "needs /dev/full");
    Path link = Files.createSymbolicLink(folder.resolve("a.txt"), full);
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    link,
                    out -> {
                      out.write('x');
                      out.flush();
                      throw new IOException("went to another file");
                    }))
        .hasMessageContaining("No space left");
    assertThat(Files.isRegularFile(full)).isFalse();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void aNameMayBeAsLongAsTheFileSystemAllows() throws IOException {
    Path file = folder.resolve("x".repeat(250));
    AtomicFile.write(file, "text");
    assertThat(file).hasContent("text");
  }

  /** The part beside the target is nobody's business. */
  @Test
  void whatCannotBeWrittenIsNamedByTheTarget() throws IOException {
    assertThatThrownBy(() -> AtomicFile.write(folder, "text"))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": is a folder, need a file");
    Path target = Files.createDirectories(folder.resolve("a"));
    try (PartFile part = PartFile.beside(target)) {
      Files.createFile(target.resolve("in the way"));
      assertThatThrownBy(part::putInPlace)
          .isInstanceOf(FileSystemException.class)
          .hasMessageStartingWith(target.toString())
          .message()
          .doesNotContain(".part");
    }
    try (PartFile part = PartFile.beside(folder.resolve("b"))) {
      Files.delete(part.path());
      assertThatThrownBy(part::putInPlace)
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage(folder.resolve("b").toString());
    }
    Path proc = Path.of("/proc/self/fd");
    if (Files.isDirectory(proc)) {
      assertThatThrownBy(() -> AtomicFile.write(proc.resolve("none"), "text"))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("/none")
          .message()
          .doesNotContain(".part");
    }
  }
}

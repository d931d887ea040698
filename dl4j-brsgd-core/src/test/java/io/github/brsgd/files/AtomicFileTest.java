package io.github.brsgd.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

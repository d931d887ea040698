package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChecksumsTest {

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void filesOfOneNameInTwoFoldersAreTwo() throws IOException {
    Map<String, String> sums =
        FileChecksums.of(folder, List.of(file("cat/1.png", "a"), file("dog/1.png", "b")));
    assertThat(sums).containsOnlyKeys("cat/1.png", "dog/1.png");
  }

  @Test
  void theFolderOfAFileCountsWhereThereAreMany() throws IOException {
    assertThat(sum(5)).hasSize(1).isNotEqualTo(sum(4)).isEqualTo(sum(5));
  }

  private Map<String, String> sum(int cats) {
    List<Path> files =
        IntStream.range(0, 10)
            .mapToObj(
                i -> {
                  try {
                    return file((i < cats ? "cat/" : "dog/") + i + ".png", "image " + i);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .toList();
    return FileChecksums.of(folder, files);
  }

  @Test
  void contentAndNotTheNameTellsWhatIsPacked() throws IOException {
    assertThat(FileChecksums.unpacked(file("a.gz", "plain")))
        .isEqualTo(FileChecksums.unpacked(file("a", "plain")));
  }
}

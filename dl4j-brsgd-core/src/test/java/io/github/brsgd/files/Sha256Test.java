package io.github.brsgd.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {

  /** The first example of FIPS 180-4. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final String NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @TempDir private Path folder;

  @Test
  void theStandardsExampleComesOutOfEverySource() throws IOException {
    byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
    assertThat(Sha256.of("abc")).isEqualTo(ABC);
    assertThat(Sha256.of(bytes)).isEqualTo(ABC);
    assertThat(Sha256.of(new ByteArrayInputStream(bytes))).isEqualTo(ABC);
    assertThat(Sha256.of(Files.write(folder.resolve("abc"), bytes))).isEqualTo(ABC);
    assertThat(new Sha256().add(bytes, 0, 1).add(bytes, 1, 2).hex()).isEqualTo(ABC);
    assertThat(Sha256.of("")).isEqualTo(NOTHING);
  }

  @Test
  void longStreamsAreReadInPieces() throws IOException {
    byte[] bytes = new byte[200_001];
    assertThat(Sha256.of(new ByteArrayInputStream(bytes))).isEqualTo(Sha256.of(bytes));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path away = folder.resolve("away");
    assertThatThrownBy(() -> Sha256.of(away))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("away");
  }
}

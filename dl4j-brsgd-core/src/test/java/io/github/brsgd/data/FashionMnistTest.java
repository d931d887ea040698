package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that have the names and sizes of MNIST's. */
class FashionMnistTest {

  @TempDir private Path folder;

  private DataRequest request() throws IOException {
    Path own = Files.createDirectories(folder.resolve("fashion-mnist"));
    assertThat(own).isDirectory();
    return new DataRequest(
        new DatasetLocator(
            Optional.of(folder), Optional.empty(), folder.resolve("none"), folder.resolve("none")),
        100,
        false);
  }

  private void write(String name, int magic, int count, int perItem) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(
            new GZIPOutputStream(
                Files.newOutputStream(folder.resolve("fashion-mnist").resolve(name + ".gz"))))) {
      out.writeInt(magic);
      out.writeInt(count);
      if (perItem > 1) {
        out.writeInt(28);
        out.writeInt(28);
      }
      byte[] item = new byte[perItem];
      for (int i = 0; i < count; i++) {
        item[0] = (byte) (i % 10);
        out.write(item);
      }
    }
  }

  @Test
  void isFoundAndReadByItsSizes() throws IOException {
    DataRequest request = request();
    write("train-images-idx3-ubyte", 0x803, 60_000, 784);
    write("train-labels-idx1-ubyte", 0x801, 60_000, 1);
    write("t10k-images-idx3-ubyte", 0x803, 10_000, 784);
    write("t10k-labels-idx1-ubyte", 0x801, 10_000, 1);
    DataParts parts = KnownDataset.FASHION_MNIST.load(request);
    assertThat(parts.training().numExamples()).isEqualTo(100);
    assertThat(parts.training().getLabels().argMax(1).getInt(13)).isEqualTo(3);
    assertThat(parts.test().numExamples()).isEqualTo(10_000);
    assertThat(parts.classNames()).hasSize(10);
  }

  @Test
  void isNotMnistUnderAnotherName() throws IOException {
    String data = System.getenv(DatasetLocator.VARIABLE);
    assumeThat(data).as("BRSGD_DATA is set").isNotNull();
    DataRequest request = request();
    for (DataFile file : KnownDataset.MNIST.files()) {
      Path digits = Path.of(data, "mnist", file.name() + ".gz").toAbsolutePath();
      Files.copy(digits, folder.resolve("fashion-mnist").resolve(file.name() + ".gz"));
    }
    assertThatThrownBy(() -> KnownDataset.FASHION_MNIST.load(request))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(
            "train-images-idx3-ubyte.gz: is a file of MNIST, not of Fashion-MNIST");
    assertThat(request.locator().find(KnownDataset.FASHION_MNIST).orElseThrow().inspect())
        .extracting(FileStatus::state)
        .containsOnly(FileStatus.State.FOREIGN);
  }

  @Test
  void everyFileCanBeFetched() {
    assertThat(KnownDataset.FASHION_MNIST.downloads())
        .extracting(Download::name)
        .containsExactlyElementsOf(
            KnownDataset.FASHION_MNIST.files().stream().map(file -> file.name() + ".gz").toList());
  }
}

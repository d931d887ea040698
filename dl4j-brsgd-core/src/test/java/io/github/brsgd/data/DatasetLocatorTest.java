package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetLocatorTest {

  @TempDir Path root;

  private Path datasets;
  private Path variable;
  private Path dl4j;

  @BeforeEach
  void folders() {
    datasets = root.resolve("datasets");
    variable = root.resolve("variable");
    dl4j = root.resolve("dl4j");
  }

  private DatasetLocator locator(Path given) {
    return new DatasetLocator(Optional.ofNullable(given), Optional.of(variable), datasets, dl4j);
  }

  private static Path putMnist(Path folder, String suffix) throws Exception {
    Files.createDirectories(folder);
    for (DataFile file : KnownDataset.MNIST.files()) {
      Files.write(folder.resolve(file.name() + suffix), new byte[] {1});
    }
    return folder;
  }

  @Test
  void placesAreSearchedInOrder() throws Exception {
    assertThat(locator(null).find(KnownDataset.MNIST)).isEmpty();
    putMnist(dl4j.resolve("MNIST"), "");
    assertThat(find(null).source()).isEqualTo("Deeplearning4j's folder");
    putMnist(datasets.resolve("mnist"), ".gz");
    assertThat(find(null).source()).isEqualTo("datasets folder");
    putMnist(variable.resolve("mnist"), "");
    assertThat(find(null).source()).isEqualTo("BRSGD_DATA");
    Path given = putMnist(root.resolve("mine"), "");
    assertThat(find(given).directory()).isEqualTo(given);
    Path parent = putMnist(root.resolve("all").resolve("mnist"), "").getParent();
    assertThat(find(parent).directory()).isEqualTo(parent.resolve("mnist"));
  }

  @Test
  void aFolderThatIsNamedForADataSetComesFirst() throws Exception {
    Path given = putMnist(root.resolve("both"), "");
    Path fashion = putMnist(given.resolve("fashion-mnist"), ".gz");
    assertThat(locator(given).find(KnownDataset.FASHION_MNIST).orElseThrow().directory())
        .isEqualTo(fashion);
    assertThat(find(given).directory()).isEqualTo(given);
  }

  private DatasetLocation find(Path given) {
    return locator(given).find(KnownDataset.MNIST).orElseThrow();
  }

  @Test
  void aGivenFolderIsTheOnlyOne() throws Exception {
    putMnist(variable.resolve("mnist"), "");
    assertThat(locator(root.resolve("empty")).find(KnownDataset.MNIST)).isEmpty();
    assertThat(locator(root.resolve("empty")).places(KnownDataset.MNIST)).hasSize(2);
  }

  @Test
  void aMissingFileMakesAFolderUseless() throws Exception {
    Path folder = putMnist(variable.resolve("mnist"), ".gz");
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    assertThat(locator(null).find(KnownDataset.MNIST)).isEmpty();
    DatasetLocation place = locator(null).places(KnownDataset.MNIST).get(0);
    assertThat(place.inspect())
        .extracting(FileStatus::state)
        .containsExactly(
            FileStatus.State.WRONG_CHECKSUM,
            FileStatus.State.WRONG_CHECKSUM,
            FileStatus.State.WRONG_CHECKSUM,
            FileStatus.State.MISSING);
    assertThatThrownBy(() -> DatasetLoader.load(place, Split.TEST))
        .hasMessageContaining("t10k-labels-idx1-ubyte");
  }

  @Test
  void whatIsMissingIsTold() throws Exception {
    Path folder = putMnist(variable.resolve("mnist"), ".gz");
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    assertThat(locator(null).incomplete(KnownDataset.MNIST).orElseThrow().directory())
        .isEqualTo(folder);
    assertThat(locator(null).explain(KnownDataset.MNIST))
        .startsWith("mnist is not found: ")
        .contains(folder + " lacks t10k-labels-idx1-ubyte;")
        .contains("no folder " + datasets.resolve("mnist"));
    assertThat(locator(null).namedButAbsent()).isEmpty();
    Path nowhere = root.resolve("nowhere");
    assertThat(locator(nowhere).namedButAbsent()).contains(nowhere);
    assertThat(locator(nowhere).isGiven()).isTrue();
    Path cifar = Files.createDirectories(variable.resolve("cifar10"));
    Files.write(cifar.resolve("data_batch_3.bin"), new byte[] {1});
    assertThat(locator(null).incomplete(KnownDataset.CIFAR10).orElseThrow().missing())
        .containsExactly("test_batch.bin");
  }

  @Test
  void aFileThatIsNotThePublishedOneIsRefused() throws Exception {
    putMnist(variable.resolve("mnist"), "");
    DatasetLocation place = find(null);
    assertThatThrownBy(() -> DatasetLoader.load(place, Split.TRAIN))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("train-images-idx3-ubyte: is not the published")
        .hasMessageContaining("has 1 bytes, expected 47040016");
    Path images =
        TestFiles.write(place.directory(), "train-images-idx3-ubyte", new byte[47_040_016]);
    assertThatThrownBy(() -> DatasetLoader.load(place, Split.TRAIN))
        .hasMessageContaining(images + ": is not the published")
        .hasMessageContaining("expected ba891046e6505d7a");
  }

  @Test
  void someBatchesOfCifarAreEnough() throws Exception {
    Path folder = Files.createDirectories(variable.resolve("cifar10"));
    Files.write(folder.resolve("test_batch.bin"), TestFiles.cifar(1));
    assertThat(locator(null).find(KnownDataset.CIFAR10)).isEmpty();
    int[] labels = new int[10_000];
    Arrays.setAll(labels, i -> i % 10);
    Files.write(folder.resolve("data_batch_3.bin"), TestFiles.cifar(labels));
    DatasetLocation place = locator(null).find(KnownDataset.CIFAR10).orElseThrow();
    assertThat(place.inspect().get(2).state()).isEqualTo(FileStatus.State.UNCHECKED);
    assertThat(DatasetLoader.load(place, Split.TRAIN).labels()).containsExactly(labels);
  }

  /** A whole number of records, and no checksum to tell that some are not there. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBatchOfAnotherLengthIsRefused(boolean zipped) throws Exception {
    Path folder = Files.createDirectories(variable.resolve("cifar10"));
    Files.write(folder.resolve("test_batch.bin"), TestFiles.cifar(1));
    byte[] three = TestFiles.cifar(1, 2, 3);
    String name = "data_batch_3.bin" + (zipped ? ".gz" : "");
    Files.write(folder.resolve(name), zipped ? TestFiles.gzip(three) : three);
    DatasetLocation place = locator(null).find(KnownDataset.CIFAR10).orElseThrow();
    assertThat(place.inspect().get(2).state()).isEqualTo(FileStatus.State.WRONG_CHECKSUM);
    assertThatThrownBy(() -> DatasetLoader.load(place, Split.TRAIN))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(name + ": is not the published data_batch_3.bin")
        .hasMessageContaining("has 9219 bytes, expected 30730000");
  }

  @Test
  void aFileThatCannotBeReadDoesNotHideTheOthers() throws Exception {
    Path unreadable = Path.of("/proc/self/mem"); // nothing is at address 0
    assumeThat(unreadable).exists();
    Path folder = Files.createDirectories(variable.resolve("mnist"));
    putMnist(folder, "");
    Path first = folder.resolve("train-images-idx3-ubyte");
    Files.delete(first);
    Files.createSymbolicLink(first, unreadable);
    assertThatThrownBy(() -> DatasetLoader.load(find(null), Split.TRAIN))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(find(null).inspect())
        .extracting(FileStatus::state)
        .containsOnly(FileStatus.State.WRONG_CHECKSUM)
        .hasSize(4);
  }

  @Test
  void whatIsThereIsNotFetchedIntoAnotherFolder() {
    String data = System.getenv(DatasetLocator.VARIABLE);
    assumeThat(data).isNotNull();
    Path mnist = Path.of(data, "mnist");
    assumeThat(mnist).isDirectory();
    assertThat(locator(mnist).downloadFolder(KnownDataset.MNIST)).isEqualTo(mnist);
    // Of the same names, and no part of it.
    assertThat(locator(mnist).downloadFolder(KnownDataset.FASHION_MNIST))
        .isEqualTo(mnist.resolve("fashion-mnist"));
  }

  @Test
  void filesThatOnlyBearTheNamesChooseNoFolder() throws Exception {
    Path folder = putMnist(root.resolve("mine"), "");
    assertThat(locator(folder).downloadFolder(KnownDataset.MNIST))
        .isEqualTo(folder.resolve("mnist"));
  }

  @Test
  void foldersMadeInVainAreTakenAway() throws Exception {
    Files.createDirectories(root);
    Path tooLong = root.resolve("made").resolve("x".repeat(300));
    assertThatThrownBy(() -> NewFolder.of(tooLong)).isInstanceOf(IOException.class);
    assertThat(root.resolve("made")).doesNotExist();
  }

  @Test
  void aDownloadGoesWhereItWillBeLookedFor() {
    assertThat(locator(null).downloadFolder(KnownDataset.MNIST))
        .isEqualTo(datasets.resolve("mnist"));
    Path given = root.resolve("mine");
    Path folder = locator(given).downloadFolder(KnownDataset.MNIST);
    assertThat(folder).isEqualTo(given.resolve("mnist"));
    assertThat(locator(given).places(KnownDataset.MNIST))
        .extracting(DatasetLocation::directory)
        .contains(folder);
  }

  @Test
  void namesAreFound() {
    assertThat(KnownDataset.of("cifar10")).contains(KnownDataset.CIFAR10);
    assertThat(KnownDataset.of("imagenet")).isEmpty();
  }

  @Test
  void realDataIsWhatItShouldBe() {
    String folder = System.getenv(DatasetLocator.VARIABLE);
    assumeThat(folder).as("BRSGD_DATA is set").isNotNull();
    DatasetLocator real =
        new DatasetLocator(Optional.empty(), Optional.of(Path.of(folder)), datasets, dl4j);
    ImageDataset mnist =
        DatasetLoader.load(real.find(KnownDataset.MNIST).orElseThrow(), Split.TEST);
    assertThat(mnist.size()).isEqualTo(10_000);
    assertThat(mnist.label(0)).isEqualTo(7);
    ImageDataset cifar =
        DatasetLoader.load(real.find(KnownDataset.CIFAR10).orElseThrow(), Split.TEST);
    assertThat(cifar.size()).isEqualTo(10_000);
    assertThat(cifar.label(0)).isEqualTo(3);
  }
}

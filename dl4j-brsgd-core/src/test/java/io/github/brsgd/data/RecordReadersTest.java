package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.datavec.api.records.Record;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReadersTest {

  @TempDir Path folder;

  private static CollectionInputSplit split(Path... files) {
    List<URI> uris = Arrays.stream(files).map(Path::toUri).toList();
    return new CollectionInputSplit(uris);
  }

  @Test
  void idxFilesGiveRowsOfPixelsAndClasses() throws Exception {
    Path images = TestFiles.write(folder, "a", TestFiles.gzip(TestFiles.idxImages(3, 2, 2)));
    Path labels = TestFiles.write(folder, "b", TestFiles.idxLabels(4, 0, 9));
    for (CollectionInputSplit split : List.of(split(images, labels), split(labels, images))) {
      try (IdxRecordReader reader = new IdxRecordReader(10)) {
        reader.initialize(split);
        List<Writable> first = reader.next();
        assertThat(((NDArrayWritable) first.get(0)).get().toFloatVector())
            .containsExactly(0, 7, 14, 21);
        assertThat(first.get(1).toInt()).isEqualTo(4);
        assertThat(reader.next(5)).hasSize(2);
        assertThat(reader.hasNext()).isFalse();
        assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
        reader.reset();
        Record again = reader.nextRecord();
        assertThat(again.getRecord().get(1).toInt()).isEqualTo(4);
        assertThat(reader.loadFromMetaData(again.getMetaData()).getRecord().get(1).toInt())
            .isEqualTo(4);
        assertThat(reader.getLabels()).hasSize(10);
      }
    }
  }

  @Test
  void cifarFilesGivePlanesAndClasses() throws Exception {
    Path one = TestFiles.write(folder, "1.bin", TestFiles.cifar(3, 1));
    Path two = TestFiles.write(folder, "2.bin.gz", TestFiles.gzip(TestFiles.cifar(9)));
    try (CifarRecordReader reader = new CifarRecordReader()) {
      reader.initialize(split(one, two));
      List<Writable> first = reader.next();
      float[] pixels = ((NDArrayWritable) first.get(0)).get().toFloatVector();
      assertThat(List.of(pixels[0], pixels[1024], pixels[3071])).containsExactly(3f, 103f, 203f);
      assertThat(reader.next().get(1).toInt()).isEqualTo(1);
      assertThat(reader.next().get(1).toInt()).isEqualTo(9);
      assertThat(reader.getLabels()).contains("frog");
    }
  }

  @Test
  void theReaderMustBeInitialized() {
    assertThatThrownBy(() -> new CifarRecordReader().next())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new IdxRecordReader(0)).hasMessage("classes: need 1..256, got 0");
  }

  @Test
  void oneFileIsNotEnoughForIdx() throws Exception {
    File images = TestFiles.write(folder, "a", TestFiles.idxImages(1, 2, 2)).toFile();
    assertThatThrownBy(() -> new IdxRecordReader(10).initialize(new FileSplit(images)))
        .hasMessageContaining("need a file of images and a file of labels");
  }

  static Stream<Arguments> corruptIdx() throws Exception {
    byte[] images = TestFiles.idxImages(3, 2, 2);
    byte[] labels = TestFiles.idxLabels(1, 2, 3);
    byte[] zipped = TestFiles.gzip(images);
    byte[] huge = TestFiles.idxImages(3, 2, 2);
    huge[4] = 0x7f;
    byte[] negative = TestFiles.idxImages(3, 2, 2);
    negative[4] = (byte) 0xff;
    return Stream.of(
        Arguments.of(Arrays.copyOf(images, 27), labels, "has 27 bytes, its header asks for 28"),
        Arguments.of(Arrays.copyOf(images, 29), labels, "has 29 bytes, its header asks for 28"),
        Arguments.of(Arrays.copyOf(images, 10), labels, "too short for IDX images: 10 bytes"),
        Arguments.of(new byte[0], labels, "too short for IDX images: 0 bytes"),
        Arguments.of(labels, labels, "too short for IDX images: 11 bytes"),
        Arguments.of(
            TestFiles.idxLabels(new int[20]),
            labels,
            "not a file of IDX images: starts with 0x00000801"),
        Arguments.of(images, images, "not a file of IDX labels: starts with 0x00000803"),
        Arguments.of(images, Arrays.copyOf(labels, 10), "has 10 bytes, its header asks for 11"),
        Arguments.of(images, TestFiles.idxLabels(1, 2), "has 2 labels for the 3 images"),
        Arguments.of(images, TestFiles.idxLabels(1, 10, 3), "label 1 is 10, expected 0..9"),
        Arguments.of(images, TestFiles.idxLabels(1, 200, 3), "label 1 is 200, expected 0..9"),
        Arguments.of(huge, labels, "its header asks for 852"),
        Arguments.of(negative, labels, "header says -16777213 images of 2 x 2"),
        Arguments.of(Arrays.copyOf(zipped, 20), labels, "the gzip stream is damaged or cut off"));
  }

  @ParameterizedTest
  @MethodSource("corruptIdx")
  void corruptIdxFilesAreNamed(byte[] images, byte[] labels, String message) throws Exception {
    Path imageFile = TestFiles.write(folder, "images", images);
    Path labelFile = TestFiles.write(folder, "labels", labels);
    try (IdxRecordReader reader = new IdxRecordReader(10)) {
      assertThatThrownBy(() -> reader.initialize(split(imageFile, labelFile)))
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining(message);
    }
  }

  @Test
  void messagesAreTheSameInEveryLanguage() throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      byte[] images = Arrays.copyOf(TestFiles.idxImages(3, 2, 2), 27);
      corruptIdxFilesAreNamed(
          images, TestFiles.idxLabels(1), "has 27 bytes, its header asks for 28");
    } finally {
      Locale.setDefault(before);
    }
  }

  /** EMNIST ByClass unpacks to 547,178,704 bytes. */
  @Test
  void filesMayBeAsLargeAsTheHeapHasRoomFor() {
    assertThat(RawFile.largest(2L << 30)).isGreaterThan(547_178_704);
    assertThat(RawFile.largest(1L << 40)).isEqualTo(Integer.MAX_VALUE - 16);
    assertThat(RawFile.largest(3 << 20)).isEqualTo(1 << 20);
  }

  @Test
  void aFileThatUnpacksToTooMuchIsNamed() throws Exception {
    Path bomb = TestFiles.write(folder, "bomb.gz", TestFiles.gzip(new byte[100_001]));
    assertThat(RawFile.read(bomb, 100_001).bytes()).hasSize(100_001);
    assertThatThrownBy(() -> RawFile.read(bomb, 100_000))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("bomb.gz: has more than 100000 bytes");
  }

  static Stream<Arguments> corruptCifar() {
    return Stream.of(
        Arguments.of(Arrays.copyOf(TestFiles.cifar(1, 2), 6000), "has 6000 bytes"),
        Arguments.of(new byte[0], "has 0 bytes, expected a positive multiple of 3073"),
        Arguments.of(TestFiles.cifar(1, 10), "record 1 has label 10, expected 0..9"));
  }

  @ParameterizedTest
  @MethodSource("corruptCifar")
  void corruptCifarFilesAreNamed(byte[] bytes, String message) throws Exception {
    Path file = TestFiles.write(folder, "batch.bin", bytes);
    try (CifarRecordReader reader = new CifarRecordReader()) {
      assertThatThrownBy(() -> reader.initialize(split(file)))
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining("batch.bin")
          .hasMessageContaining(message);
    }
  }

  /** A download that was cut between two records looks whole. */
  @ParameterizedTest
  @CsvSource({
    "data_batch_1.bin, 3000",
    "data_batch_4.bin, 3000",
    "test_batch.bin, 10000",
    "data_batch_2.bin.gz, 3000"
  })
  void aPublishedBatchIsWholeOrRefused(String name, int records) throws Exception {
    byte[] bytes = TestFiles.cifar(new int[records]);
    Path file = TestFiles.write(folder, name, name.endsWith("gz") ? TestFiles.gzip(bytes) : bytes);
    String problem =
        records == 3000 ? "has 9219000 bytes, expected 30730000" : "SHA-256 of its content is ";
    try (CifarRecordReader reader = new CifarRecordReader()) {
      assertThatThrownBy(() -> reader.initialize(split(file)))
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining(name + ": is not the published " + name.replace(".gz", ""))
          .hasMessageContaining(problem)
          .hasMessageEndingWith("; data of your own need another name");
      reader.initialize(split(Files.move(file, folder.resolve("mine.bin"))));
      assertThat(reader.hasNext()).isTrue();
    }
  }
}

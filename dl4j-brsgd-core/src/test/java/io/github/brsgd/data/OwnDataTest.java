package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.catalog.Catalog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tables, IDX files and image folders of a user's own. */
class OwnDataTest {

  @TempDir private Path folder;

  private static DataParts load(String text) {
    return load(text, 0);
  }

  private static DataParts load(String text, int examples) {
    return Catalog.standard()
        .dataset(text)
        .load(new DataRequest(DataRequest.standard().locator(), examples, false));
  }

  private String csv(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("own,file.csv"), Arrays.asList(lines));
    return "csv:" + file;
  }

  private static String[] table(String header) {
    return Stream.concat(
            header.isEmpty() ? Stream.empty() : Stream.of(header),
            IntStream.range(0, 20)
                .mapToObj(i -> i + (i % 2 == 0 ? ",ham," : ",spam,") + (7 + 3 * i) + ",5"))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({"'',2", "'a,kind,b,c',2", "'a,kind,b,c',kind"})
  void aTableIsReadByNameOrNumber(String header, String label) throws IOException {
    DataParts parts = load(csv(table(header)) + ",label=" + label);
    assertThat(parts.classNames()).containsExactly("ham", "spam");
    assertThat(parts.shape()).isEqualTo(new ImageShape(1, 1, 3));
    assertThat(parts.training().numExamples()).isEqualTo(16);
    assertThat(parts.test().numExamples()).isEqualTo(4);
    INDArray features = parts.training().getFeatures();
    for (int c = 0; c < 2; c++) {
      assertThat(features.getColumn(c).meanNumber().doubleValue()).isCloseTo(0, within(1e-6));
      assertThat(features.getColumn(c).stdNumber(false).doubleValue()).isCloseTo(1, within(1e-6));
    }
    // A column that is constant tells nothing.
    assertThat(features.getColumn(2).maxNumber().doubleValue()).isZero();
    // Columns one and two are the same up to scale, and whoever is even is ham.
    assertThat(features.getColumn(0).distance2(features.getColumn(1))).isLessThan(1e-5);
    assertThat(parts.training().getLabels().sum(1).toDoubleVector()).containsOnly(1);
    assertThat(load(csv(table(header)) + ",label=" + label, 5))
        .satisfies(few -> assertThat(few.training().numExamples()).isEqualTo(5))
        .satisfies(few -> assertThat(few.test().numExamples()).isEqualTo(4));
  }

  @Test
  void classesAreInTheOrderOfTheirNumbers() throws IOException {
    String[] lines =
        IntStream.range(0, 30)
            .mapToObj(i -> i + "," + (i % 3 == 0 ? 10 : i % 3 == 1 ? 9 : -1))
            .toArray(String[]::new);
    assertThat(load(csv(lines) + ",label=2").classNames()).containsExactly("-1", "9", "10");
  }

  private static String[] with(int line, String text) {
    String[] lines = table("a,kind,b,c");
    lines[line - 1] = text;
    return lines;
  }

  @Test
  void whatIsWrongWithATableIsNamedByLine() throws IOException {
    assertThatThrownBy(() -> load(csv(table("a,kind,b,c")) + ",label=sort"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column 'sort', its columns are [a, kind, b, c]");
    assertThatThrownBy(() -> load(csv(table("")) + ",label=9"))
        .hasMessageContaining("no column '9', its columns are 1 to 4 without names");
    assertThatThrownBy(() -> load(csv(table("")))).hasMessageContaining("csv: label is required");
    assertThatThrownBy(() -> load(csv(table("")) + ",label=2,lable=3"))
        .hasMessageContaining("csv: unknown key 'lable'");
    assertThatThrownBy(() -> load(csv(with(7, "1,ham,3")) + ",label=kind"))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("own,file.csv: line 7: has 3 columns, expected 4");
    assertThatThrownBy(() -> load(csv(with(7, "1,ham,,5")) + ",label=kind"))
        .hasMessageContaining("line 7: column b: the value is missing");
    assertThatThrownBy(() -> load(csv(with(8, "1,,2,5")) + ",label=kind"))
        .hasMessageContaining("line 8: column kind: the class is missing");
    assertThatThrownBy(() -> load(csv(with(9, "1,ham,x,5")) + ",label=kind"))
        .hasMessageContaining("line 9: column b: expected a finite number")
        .hasMessageContaining("'x'");
    assertThatThrownBy(() -> load(csv(with(9, "1,ham,1e39,5")) + ",label=kind"))
        .hasMessageContaining("'1e39'");
    assertThatThrownBy(() -> load(csv(with(9, "")) + ",label=kind"))
        .hasMessageContaining("line 9: has 1 columns");
    assertThatThrownBy(() -> load(csv(table("")) + ",label=1"))
        .hasMessageContaining("20 different values in 20 lines");
    assertThatThrownBy(() -> load(csv() + ",label=1")).hasMessageContaining("has no lines");
    assertThatThrownBy(() -> load(csv("a,\"b") + ",label=1"))
        .hasMessageContaining("is no CSV file");
  }

  @Test
  void whatIsNotThereOrUnknownIsSaid() {
    assertThatThrownBy(() -> load("csv:" + folder + ",label=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dataset: csv needs a file, " + folder + " is a folder");
    assertThatThrownBy(() -> load("idx:" + folder.resolve("away")))
        .hasMessageContaining("there is no " + folder.resolve("away"));
    assertThatThrownBy(() -> load("idx:" + folder)).hasMessageContaining("found images []");
    assertThatThrownBy(() -> load("images:" + folder))
        .hasMessageContaining("need a folder per class")
        .hasMessageContaining("found []");
  }

  @Test
  void headersMustFitTheirLines() {
    // Row names without a header of their own would shift all columns.
    assertThatThrownBy(() -> load(csv("x,y,class", "1,0.0,0,0", "2,0.5,1,1") + ",label=class"))
        .hasMessageContaining("line 2: has 4 columns, expected 3");
    assertThatThrownBy(() -> load(csv("x,y,class", "0.0,0", "0.5,1") + ",label=class"))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("line 2: has 2 columns, expected 3");
    assertThatThrownBy(() -> load(csv("x,class,class", "0.0,0,1", "0.5,1,1") + ",label=class"))
        .hasMessageContaining("more than one column 'class'");
  }

  @Test
  void numbersMayBeNamesAndClassesMayBeWrittenAsFractions() throws IOException {
    String[] lines =
        Stream.concat(
                Stream.of("\ufeff0,1,species"),
                IntStream.range(0, 10).mapToObj(i -> i + ",2," + (i % 2 == 0 ? "1" : "2.0")))
            .toArray(String[]::new);
    DataParts parts = load(csv(lines) + ",label=species");
    assertThat(parts.classNames()).containsExactly("1", "2.0");
    assertThat(parts.training().numExamples() + parts.test().numExamples()).isEqualTo(10);
    lines = Arrays.copyOfRange(lines, 1, 11);
    lines[0] = "\ufeff" + lines[0];
    assertThat(load(csv(lines) + ",label=3").training().numExamples()).isEqualTo(8);
  }

  private DataParts labelled(String... labels) throws IOException {
    String[] lines =
        IntStream.range(0, 4 * labels.length)
            .mapToObj(i -> i + "," + labels[i % labels.length])
            .toArray(String[]::new);
    return load(csv(lines) + ",label=2");
  }

  @Test
  void classesKeepTheirNames() throws IOException {
    assertThat(labelled("1e2", "100", "a7").classNames()).containsExactly("100", "1e2", "a7");
    assertThat(labelled("007", "7", "a7").classNames()).containsExactly("007", "7", "a7");
    assertThat(labelled("1e10000000", "-0", "0.0", "1e-99999999999", "0.5", "0.50").classNames())
        .containsExactly("-0", "0.5", "1e10000000");
    assertThat(labelled("0", "2.0", "2").training().getLabels().sum(0).toDoubleVector()).hasSize(2);
  }

  @Test
  void aNumberThatIsNoColumnIsNoName() {
    for (String label : List.of("0", "5")) {
      assertThatThrownBy(() -> load(csv("5,1.5,2,0", "1,1.5,2,0", "2,1.5,2,1") + ",label=" + label))
          .hasMessageContaining("no column '" + label + "'");
    }
  }

  private static byte[] idx(int magic, int count, int... sides) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(magic);
    out.writeInt(count);
    int size = 1;
    for (int side : sides) {
      out.writeInt(side);
      size *= side;
    }
    for (int i = 0; i < count * size; i++) {
      out.write(sides.length == 0 ? i % 3 : i);
    }
    return bytes.toByteArray();
  }

  private void idx(String name, int count, int... sides) throws IOException {
    byte[] bytes = idx(sides.length == 0 ? 0x801 : 0x803, count, sides);
    if (name.endsWith(".gz")) {
      try (GZIPOutputStream out =
          new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
        out.write(bytes);
      }
    } else {
      Files.write(folder.resolve(name), bytes);
    }
  }

  @Test
  void idxFilesAreToldApartByWhatTheyHold() throws IOException {
    idx("a", 12, 4, 5);
    idx("b.gz", 12);
    Files.writeString(folder.resolve("notes.txt"), "some words");
    DataParts one = load("idx:" + folder);
    assertThat(one.shape()).isEqualTo(new ImageShape(1, 4, 5));
    assertThat(one.classNames()).containsExactly("0", "1", "2");
    assertThat(one.training().numExamples()).isEqualTo(10);
    assertThat(one.test().numExamples()).isEqualTo(2);
    idx("c", 20, 4, 5);
    idx("d", 20);
    DataParts two = load("idx:" + folder);
    assertThat(two.training().numExamples()).isEqualTo(20);
    assertThat(two.test().numExamples()).isEqualTo(12);
    Files.move(folder.resolve("c"), folder.resolve("c-test"));
    assertThat(load("idx:" + folder).test().numExamples()).isEqualTo(20);
    Files.move(folder.resolve("c-test"), folder.resolve("c-latest"));
    assertThat(load("idx:" + folder).test().numExamples()).isEqualTo(12);
    idx("d", 19);
    assertThatThrownBy(() -> load("idx:" + folder))
        .hasMessageContaining("has 20 images, no file of labels has as many");
  }

  @Test
  void pairsOfEqualSizeAreToldApartByName() throws IOException {
    idx("a-images", 10, 2, 2);
    idx("a-labels", 10);
    idx("b-images", 10, 2, 2);
    byte[] ones = idx(0x801, 10);
    Arrays.fill(ones, 8, 18, (byte) 1);
    Files.write(folder.resolve("b-labels"), ones);
    assertThat(load("idx:" + folder).test().getLabels().getColumn(1).sumNumber().intValue())
        .isEqualTo(10);
    for (String name : List.of("a", "b")) {
      Files.move(folder.resolve(name + "-images"), folder.resolve("images-" + name));
      Files.move(folder.resolve(name + "-labels"), folder.resolve("labels-" + name + ".gz"));
    }
    assertThat(load("idx:" + folder).test().getLabels().getColumn(1).sumNumber().intValue())
        .isEqualTo(10);
    Files.move(folder.resolve("images-b"), folder.resolve("b-images"));
    idx("b-images", 10, 1, 3);
    assertThatThrownBy(() -> load("idx:" + folder))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("images-a: has images of");
    assertThatThrownBy(() -> load("idx:" + folder.resolve("b-images")))
        .hasMessageContaining("idx needs a folder");
    assertThatThrownBy(() -> load("images:" + folder.resolve("b-images")))
        .hasMessageContaining("images needs a folder");
  }

  private Path image(String name, int width, int type, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(width, 4, type);
    for (int x = 0; x < width; x++) {
      image.setRGB(x, 1, rgb);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void imagesLieInAFolderPerClass() throws IOException {
    for (int i = 0; i < 10; i++) {
      image("cat/" + i + ".png", 6, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
      image("dog/" + i + ".PNG", 6, BufferedImage.TYPE_BYTE_GRAY, 0);
    }
    DataParts grey = load("images:" + folder);
    assertThat(grey.shape()).isEqualTo(new ImageShape(1, 4, 6));
    assertThat(grey.classNames()).containsExactly("cat", "dog");
    assertThat(grey.training().numExamples() + grey.test().numExamples()).isEqualTo(20);
    for (int i = 0; i < grey.training().numExamples(); i++) {
      double cat = grey.training().getLabels().getDouble(i, 0);
      assertThat(grey.training().getFeatures().getRow(i).sumNumber().doubleValue())
          .isEqualTo(6 * cat);
    }
    image("dog/red.png", 6, BufferedImage.TYPE_INT_RGB, 0xff0000);
    assertThat(load("images:" + folder).shape().channels()).isEqualTo(3);
    Path wide = image("dog/wide.png", 7, BufferedImage.TYPE_BYTE_GRAY, 0);
    assertThatThrownBy(() -> load("images:" + folder))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("wide.png: is 7 x 4 pixels");
    Files.writeString(wide, "no image");
    assertThatThrownBy(() -> load("images:" + folder))
        .hasMessageContaining("wide.png: is no image");
    Files.delete(wide);
    Files.createDirectories(folder.resolve("eel"));
    assertThatThrownBy(() -> load("images:" + folder)).hasMessageContaining("eel has no images");
  }

  @Test
  void greyIsGreyHoweverManyBitsItHas() throws IOException {
    for (int i = 0; i < 5; i++) {
      grey("cat/" + i + ".png", BufferedImage.TYPE_BYTE_GRAY, 128);
      grey("dog/" + i + ".png", BufferedImage.TYPE_USHORT_GRAY, 128 << 8);
    }
    INDArray features = load("images:" + folder).training().getFeatures();
    assertThat(features.minNumber().doubleValue()).isCloseTo(128 / 255.0, within(1e-6));
    assertThat(features.maxNumber().doubleValue()).isCloseTo(128 / 255.0, within(1e-6));
  }

  private void grey(String name, int type, int sample) throws IOException {
    BufferedImage image = new BufferedImage(3, 3, type);
    for (int p = 0; p < 9; p++) {
      image.getRaster().setSample(p % 3, p / 3, 0, sample);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void trainAndTestMayLieApart() throws IOException {
    for (int i = 0; i < 3; i++) {
      image("train/cat/" + i + ".png", 6, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
      image("train/dog/" + i + ".png", 6, BufferedImage.TYPE_BYTE_GRAY, 0);
    }
    image("test/cat/1.png", 6, BufferedImage.TYPE_BYTE_GRAY, 0);
    image("test/dog/1.png", 6, BufferedImage.TYPE_BYTE_GRAY, 0);
    DataParts parts = load("images:" + folder);
    assertThat(parts.training().numExamples()).isEqualTo(6);
    assertThat(parts.test().numExamples()).isEqualTo(2);
    image("test/eel/1.png", 6, BufferedImage.TYPE_BYTE_GRAY, 0);
    assertThatThrownBy(() -> load("images:" + folder))
        .hasMessageContaining("need the same classes in train and test");
  }

  @Test
  void checksumsAreOfWhatWasRead() throws IOException {
    Path file = folder.resolve("read.csv");
    Files.writeString(file, "1,a\n2,b\n3,a\n4,b\n5,a\n");
    DataParts parts = new CsvTable(file, "2").load(DataRequest.standard());
    Map<String, String> before = Map.copyOf(parts.checksums());
    Files.delete(file);
    assertThat(parts.checksums()).isEqualTo(before).containsOnlyKeys("read.csv");
  }

  @Test
  void aTableInAnotherEncodingIsSaidToBeOne() throws IOException {
    Path file = folder.resolve("wide.csv");
    Files.write(file, "1,\u00fc\n2,b\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new CsvTable(file, "2").load(DataRequest.standard()))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("wide.csv: is not UTF-8 text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aTableMayBeginWithAMark(String charset) throws IOException {
    Path file = folder.resolve("marked.csv");
    String lines = "size,kind\r\n1,a\r\n2,b\r\n3,a\r\n4,b\r\n5,a\r\n";
    Files.write(file, ("\ufeff" + lines).getBytes(Charset.forName(charset)));
    DataParts parts = new CsvTable(file, "kind").load(DataRequest.standard());
    assertThat(parts.classNames()).containsExactly("a", "b");
    Files.write(file, "\ufeff1,0\r\n2,1\r\n".getBytes(Charset.forName(charset)));
    assertThat(CsvExamples.read(file, 2).getFeatures().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1}, {2}});
  }

  @Test
  void spambaseIsWholeOrHasAnotherName() throws IOException {
    Path cut = folder.resolve("spambase.data");
    Files.writeString(cut, "1,0\n2,1\n3,0\n4,1\n");
    String problem =
        "spambase.data: is not the published spambase.data: has 20 bytes, expected 702942; data of"
            + " your own need another name";
    assertThatThrownBy(() -> new CsvTable(cut, "2").load(DataRequest.standard()))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageEndingWith(problem);
    assertThatThrownBy(() -> CsvExamples.read(cut, 2))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageEndingWith(problem);
    Path own = Files.move(cut, folder.resolve("spam.csv"));
    assertThat(CsvExamples.read(own, 2).numExamples()).isEqualTo(4);
  }
}

package io.github.brsgd.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.brsgd.data.CsvTable;
import io.github.brsgd.data.DataParts;
import io.github.brsgd.data.DataRequest;
import io.github.brsgd.data.ExampleSource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commas, blanks and equals signs where members are written and read. */
class TextOfMembersTest {

  /** A path and what may stand behind it. */
  record Binary(Path file, String tag, Integer warmUp, boolean skipFirst) implements ExampleSource {

    @Override
    public DataParts load(DataRequest request) {
      throw new AssertionError("only its text is of interest");
    }
  }

  /** Values that may have no text. */
  record Named(String name, Double x) implements ExampleSource {

    @Override
    public DataParts load(DataRequest request) {
      throw new AssertionError("only its text is of interest");
    }
  }

  enum Alike {
    A_B,
    a_b
  }

  /** Words that mean two constants. */
  record Choice(Alike alike) implements ExampleSource {

    @Override
    public DataParts load(DataRequest request) {
      throw new AssertionError("only its text is of interest");
    }
  }

  private static final Catalog CATALOG =
      Catalog.of(
          List.of(
              new StandardProvider(),
              new CatalogProvider() {
                @Override
                public List<Offer<ExampleSource>> datasets() {
                  return List.of(
                      Offer.ofRecord(Binary.class, "bin", "", "", "file", "tag", "warm", "skip"),
                      Offer.ofRecord(Named.class, "named", "", "", "name", "x"));
                }
              }));

  private static Binary binary(String file, String tag, boolean skipFirst) {
    return new Binary(Path.of(file), tag, null, skipFirst);
  }

  @Test
  void optionsBehindAPathAreNoPartOfIt() {
    assertThat(CATALOG.dataset("bin:/x,tag=t,skip-first")).isEqualTo(binary("/x", "t", true));
    assertThat(CATALOG.dataset("bin:/x,skip-first,tag=t")).isEqualTo(binary("/x", "t", true));
    assertThat(CATALOG.dataset("bin:/x, tag = t")).isEqualTo(binary("/x", "t", false));
    assertThat(CATALOG.dataset("csv:a.csv, label=kind"))
        .isEqualTo(new CsvTable(Path.of("a.csv"), "kind"));
  }

  @Test
  void commasAndEqualsSignsOfAPathStay() {
    for (String path :
        List.of("a,b", "some,Where=2", "a=b,c", "a b,c d=e", "日本,日本=x.csv", "a,skip-first-not")) {
      assertThat(CATALOG.dataset("bin:" + path + ",tag=t")).isEqualTo(binary(path, "t", false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip_first=true", "WARM=1", "warm-up2=1", " wramup=1", "Tag=u"})
  void whatLooksLikeAKeyIsOne(String option) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.dataset("bin:/x,tag=t," + option))
        .withMessageContaining("bin: unknown key '" + option.strip().split("=", 2)[0] + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip_first=true", "WARM_UP=1", "warmup=1", "TAG=t"})
  void aMisspeltKeyEndsThePath(String option) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.dataset("bin:/x," + option + ",tag=t"))
        .withMessageContaining("bin: unknown key '" + option.split("=", 2)[0] + "'");
  }

  static Stream<ExampleSource> withoutText() {
    return Stream.of(
        new CsvTable(Path.of("f"), " l "),
        new CsvTable(Path.of("f"), ""),
        new CsvTable(Path.of("f"), "l,m=1"),
        new CsvTable(Path.of("f,label=1"), "l"),
        new Named("a,b", null),
        new Named(" a ", null),
        new Named("", null),
        new Named(null, null),
        new Named("a", Double.NaN),
        binary("a,skip-first", "t", false),
        binary("a,warm-up=3", "t", false),
        binary("a", "t,skip-first", false),
        binary("", "t", false));
  }

  @ParameterizedTest
  @MethodSource("withoutText")
  void whatWouldBeReadAsSomethingElseIsNotWritten(ExampleSource source) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.text(source))
        .withMessageContaining("cannot be written as a text")
        .withMessageContaining(source.toString());
  }

  static Stream<ExampleSource> withText() {
    return Stream.of(
        new CsvTable(Path.of("f,g"), "l,m"),
        new Named("a=b:c+d", -0.0),
        new Named("true", Double.MIN_VALUE),
        binary(" a ", "t,u", true),
        binary("a\nb", "t\nu", true));
  }

  @ParameterizedTest
  @MethodSource("withText")
  void whatIsWrittenIsReadBack(ExampleSource source) {
    assertThat(CATALOG.dataset(CATALOG.text(source))).isEqualTo(source);
  }

  @Test
  void constantsThatAreWrittenAlikeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Offer.ofRecord(Choice.class, "choice", "", "", "which"))
        .withMessage("choice: alike: two constants are written alike, got [a-b, a-b]");
  }
}

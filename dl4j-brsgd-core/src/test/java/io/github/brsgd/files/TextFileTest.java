package io.github.brsgd.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {

  @TempDir private Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("text.csv"), bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aMarkTellsTheEncoding(String charset) throws IOException {
    Path file = file("\ufeffkrum:q=1,\u00fcber\r\n\nend".getBytes(Charset.forName(charset)));
    assertThat(TextFile.read(file)).isEqualTo("krum:q=1,\u00fcber\n\nend");
    assertThat(TextFile.lines(file)).containsExactly("krum:q=1,\u00fcber", "", "end");
  }

  @Test
  void withoutAMarkItIsUtf8() throws IOException {
    String text = "a\u00b1b\n\u20ac \ud83d\ude00\n";
    assertThat(TextFile.read(file(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(text);
    assertThat(TextFile.read(file(new byte[0]))).isEmpty();
    assertThat(TextFile.lines(file(new byte[0]))).isEmpty();
    assertThat(TextFile.read(file(new byte[] {'a', '\r'}))).isEqualTo("a\r");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, UTF-8",
    "UTF-32BE, UTF-8",
    "X-UTF-32LE-BOM, UTF-16LE",
    "ISO-8859-1, UTF-8",
    "windows-1252, UTF-8"
  })
  void anotherEncodingIsRefusedByName(String charset, String taken) throws IOException {
    Path file = file("1,\u00fcber\n".getBytes(Charset.forName(charset)));
    assertThatThrownBy(() -> TextFile.read(file))
        .isInstanceOf(NotTextException.class)
        .hasMessageStartingWith(file + ": is not " + taken + " text")
        .hasMessageEndingWith("ave it as UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void zeroBytesAreValidInUtf8AndNoText(String charset) throws IOException {
    Path file = file("1,a\n".getBytes(Charset.forName(charset)));
    assertThatThrownBy(() -> TextFile.read(file))
        .isInstanceOf(NotTextException.class)
        .hasMessageStartingWith(file + ": is not UTF-8 text, it has zero bytes");
  }

  @Test
  void halfACharacterIsNoText() throws IOException {
    Path file = file(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0, 'b'});
    assertThatThrownBy(() -> TextFile.read(file)).hasMessageContaining("is not UTF-16LE text");
  }

  @Test
  void whatIsPackedIsSaidToBe() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write('a');
    }
    Path gzip = file(packed.toByteArray());
    assertThatThrownBy(() -> TextFile.read(gzip))
        .isInstanceOf(NotTextException.class)
        .hasMessage(gzip + ": is packed by gzip, need text; unpack it");
    Path zip = file(new byte[] {'P', 'K', 3, 4, 20});
    assertThatThrownBy(() -> TextFile.read(zip)).hasMessageContaining("is a zip archive");
  }

  @Test
  void aFileThatIsNotThereIsNotThere() {
    assertThatThrownBy(() -> TextFile.read(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }
}

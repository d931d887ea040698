package io.github.brsgd.files;

import io.github.brsgd.marker.Internal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads text as people's editors, shells and spreadsheets leave it: in UTF-8 with or without a
 * byte-order mark, or in UTF-16 with one, as PowerShell's {@code >} writes it. Anything else is
 * refused, never guessed.
 *
 * @since 0.2
 */
@Internal
public final class TextFile {

  /** Byte-order marks, a character a byte, and the encodings that begin with them. */
  private static final Map<String, Charset> MARKS =
      Map.of(
          "\u00ef\u00bb\u00bf", StandardCharsets.UTF_8,
          "\u00ff\u00fe", StandardCharsets.UTF_16LE,
          "\u00fe\u00ff", StandardCharsets.UTF_16BE);

  private static final String GZIP = "\u001f\u008b";
  private static final String ZIP = "PK\u0003\u0004";
  private static final int HEAD = 4;

  private TextFile() {}

  /**
   * Reads a file whole.
   *
   * @param file text
   * @return its text without a byte-order mark; lines end with a line feed, whether or not a
   *     carriage return stood before it
   * @throws NotTextException if it has another encoding, is packed, or is no text
   * @throws IOException if it cannot be read
   */
  public static String read(Path file) throws IOException {
    StringWriter text = new StringWriter();
    try (Reader reader = reader(file)) {
      reader.transferTo(text);
    }
    return text.toString().replace("\r\n", "\n");
  }

  /**
   * Reads a file whole, as lines.
   *
   * @param file text
   * @return its lines without their ends
   * @throws NotTextException if it has another encoding, is packed, or is no text
   * @throws IOException if it cannot be read
   */
  public static List<String> lines(Path file) throws IOException {
    return read(file).lines().toList();
  }

  /**
   * Opens a file that is too large to be in memory twice.
   *
   * @param file text
   * @return its text without a byte-order mark, line ends as they are; throws {@link
   *     NotTextException} where something is no text
   * @throws NotTextException if it is packed
   * @throws IOException if it cannot be read
   */
  public static Reader reader(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      in.mark(HEAD);
      String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
      in.reset();
      if (head.startsWith(GZIP)) {
        throw new NotTextException(file, "is packed by gzip, need text; unpack it");
      }
      if (head.startsWith(ZIP)) {
        throw new NotTextException(
            file, "is a zip archive, as workbooks of spreadsheets are, need text");
      }
      String mark = MARKS.keySet().stream().filter(head::startsWith).findFirst().orElse("");
      in.skipNBytes(mark.length());
      return new Strict(file, in, MARKS.getOrDefault(mark, StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Names the file where bytes are no text of its encoding. */
  private static final class Strict extends Reader {

    private final Path file;
    private final Charset charset;
    private final Reader in;

    Strict(Path file, InputStream in, Charset charset) {
      this.file = file;
      this.charset = charset;
      this.in = new InputStreamReader(in, charset.newDecoder());
    }

    @Override
    public int read(char[] buffer, int from, int count) throws IOException {
      int read;
      try {
        read = in.read(buffer, from, count);
      } catch (CharacterCodingException e) {
        NotTextException problem =
            new NotTextException(
                file,
                "is not " + charset + " text; unpack it if it is packed, and save it as UTF-8");
        problem.initCause(e);
        throw problem;
      }
      // Valid in UTF-8, and what half of UTF-16 consists of.
      for (int i = from; i < from + read; i++) {
        if (buffer[i] == 0) {
          throw new NotTextException(
              file,
              "is not "
                  + charset
                  + " text, it has zero bytes: UTF-32, or UTF-16 without a byte-order mark? Save it"
                  + " as UTF-8");
        }
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}

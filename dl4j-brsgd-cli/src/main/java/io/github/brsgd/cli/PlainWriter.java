package io.github.brsgd.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes to a terminal or file that may lack the signs of our tables, as in the POSIX locale: what
 * it cannot show is written with what it can, not as question marks.
 */
final class PlainWriter extends PrintWriter {

  /** Every sign beyond ASCII that is printed; what else a user's names hold comes out as ?. */
  private static final Map<String, String> INSTEAD =
      new TreeMap<>(
          Map.of(
              "\u00b1", "+-", "\u00b0", "^", "\u2013", "-", "\u00d7", "x", "\u00a0", " ", "\u2265",
              ">=", "\u2019", "'", "\u2020", "#"));

  private final CharsetEncoder encoder;

  PlainWriter(PrintWriter out, Charset charset) {
    super(out);
    this.encoder = charset.newEncoder();
  }

  /**
   * The encoding in which Java writes to the output or the error output.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  static Charset charset(String stream) {
    for (String property : new String[] {stream + ".encoding", "sun." + stream + ".encoding"}) {
      String name = System.getProperty(property);
      if (name != null && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }

  /** A text as it will be seen. */
  String plain(String text) {
    String plain = text;
    for (Map.Entry<String, String> sign : INSTEAD.entrySet()) {
      if (plain.contains(sign.getKey()) && !canShow(sign.getKey())) {
        plain = plain.replace(sign.getKey(), sign.getValue());
      }
    }
    return plain;
  }

  private synchronized boolean canShow(String sign) {
    return encoder.canEncode(sign);
  }

  @Override
  public void write(String text, int from, int count) {
    String plain = plain(text.substring(from, from + count));
    super.write(plain, 0, plain.length());
  }
}

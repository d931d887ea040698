package io.github.brsgd.cli.npy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.buffer.DataType;

/** What stands before the values of a {@code .npy} file. */
record NpyHeader(int headerBytes, DataType type, boolean fortranOrder, long rows, long columns) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy itself refuses longer ones by default (max_header_size). */
  private static final int LONGEST = 10_000;

  private static final int ALIGNMENT = 64;
  private static final int MOST_ELEMENTS = Integer.MAX_VALUE - 8;

  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9,\\sL]*)\\)");

  static NpyHeader read(Path file, DataInputStream in) throws IOException {
    try {
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new NpyFormatException(file, "is not a .npy file (wrong first bytes)");
      }
      int major = in.readUnsignedByte();
      int minor = in.readUnsignedByte();
      if (major < 1 || major > 3 || minor != 0) {
        throw new NpyFormatException(
            file, "need format version 1.0, 2.0 or 3.0, got " + major + "." + minor);
      }
      int lengthBytes = major == 1 ? 2 : 4;
      long length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length |= (long) in.readUnsignedByte() << (8 * i);
      }
      if (length > LONGEST) {
        throw new NpyFormatException(
            file, "need a header of at most " + LONGEST + " bytes, got " + length);
      }
      byte[] text = new byte[(int) length];
      in.readFully(text);
      return parse(
          file,
          MAGIC.length + 2 + lengthBytes + text.length,
          new String(text, StandardCharsets.UTF_8));
    } catch (EOFException e) {
      throw new NpyFormatException(file, "ends within its header", e);
    }
  }

  private static NpyHeader parse(Path file, int bytes, String text) throws NpyFormatException {
    String descr = take(file, text, DESCR, "descr");
    String order = take(file, text, ORDER, "fortran_order");
    String shape = take(file, text, SHAPE, "shape");
    String rest = text;
    for (Pattern known : new Pattern[] {DESCR, ORDER, SHAPE}) {
      rest = known.matcher(rest).replaceFirst("");
    }
    if (!rest.matches("\\s*\\{[\\s,]*\\}\\s*")) {
      throw new NpyFormatException(file, "has a header that is not understood: " + text.strip());
    }
    DataType type =
        switch (descr) {
          case "<f4" -> DataType.FLOAT;
          case "<f8" -> DataType.DOUBLE;
          default ->
              throw new NpyFormatException(
                  file, "need little-endian float32 (<f4) or float64 (<f8), got " + descr);
        };
    long[] sides = sides(file, shape);
    return new NpyHeader(bytes, type, order.equals("True"), sides[0], sides[1]);
  }

  private static String take(Path file, String text, Pattern pattern, String key)
      throws NpyFormatException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new NpyFormatException(file, "has no readable '" + key + "' in its header");
    }
    return matcher.group(1);
  }

  private static long[] sides(Path file, String shape) throws NpyFormatException {
    String[] parts = shape.replaceAll("[\\sL]", "").replaceFirst(",$", "").split(",", -1);
    if (parts.length != 2) {
      throw new NpyFormatException(file, "need a matrix (m, d), got shape (" + shape + ")");
    }
    long[] sides = new long[2];
    for (int i = 0; i < 2; i++) {
      if (parts[i].isEmpty() || parts[i].length() > 10) {
        throw new NpyFormatException(file, "has an impossible shape (" + shape + ")");
      }
      sides[i] = Long.parseLong(parts[i]);
    }
    if (sides[0] == 0 || sides[1] == 0) {
      throw new NpyFormatException(file, "is empty: shape (" + shape + ")");
    }
    if (sides[0] > MOST_ELEMENTS / sides[1]) {
      throw new NpyFormatException(
          file, "need at most " + MOST_ELEMENTS + " values, got shape (" + shape + ")");
    }
    return sides;
  }

  long elements() {
    return rows * columns;
  }

  long dataBytes() {
    return elements() * type.width();
  }

  String describe() {
    return rows + " x " + columns + (type == DataType.FLOAT ? " float32" : " float64");
  }

  /** The bytes before the values, version 1.0, padded as the format asks. */
  static byte[] bytes(DataType type, String shape) {
    String text =
        "{'descr': '"
            + (type == DataType.FLOAT ? "<f4" : "<f8")
            + "', 'fortran_order': False, 'shape': "
            + shape
            + ", }";
    int before = MAGIC.length + 4;
    int total = (before + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] bytes = new byte[total];
    Arrays.fill(bytes, (byte) ' ');
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    bytes[MAGIC.length] = 1;
    bytes[MAGIC.length + 1] = 0;
    bytes[MAGIC.length + 2] = (byte) (total - before);
    bytes[MAGIC.length + 3] = (byte) ((total - before) >> 8);
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, bytes, before, ascii.length);
    bytes[total - 1] = '\n';
    return bytes;
  }
}

package io.github.brsgd.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 checksum (FIPS 180-4) in the making: bytes are added, then it is written once, as 64
 * lower-case hexadecimal digits.
 *
 * @since 0.1
 */
public final class Sha256 {

  private static final int BUFFER = 1 << 16;

  private final MessageDigest digest;

  /** The checksum of nothing yet. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no SHA-256", e);
    }
  }

  /**
   * Adds some bytes.
   *
   * @param bytes holds them
   * @param from index of the first
   * @param count how many
   * @return this checksum
   */
  public Sha256 add(byte[] bytes, int from, int count) {
    digest.update(bytes, from, count);
    return this;
  }

  /**
   * The checksum of what was added, which ends it.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Of bytes.
   *
   * @param bytes all of them count
   * @return 64 lower-case hexadecimal digits
   */
  public static String of(byte[] bytes) {
    return new Sha256().add(bytes, 0, bytes.length).hex();
  }

  /**
   * Of a text in UTF-8.
   *
   * @param text any
   * @return 64 lower-case hexadecimal digits
   */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Of what is left of a stream, which stays open.
   *
   * @param in read to its end
   * @return 64 lower-case hexadecimal digits
   * @throws IOException if it cannot be read
   */
  public static String of(InputStream in) throws IOException {
    Sha256 sum = new Sha256();
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      sum.add(buffer, 0, n);
    }
    return sum.hex();
  }

  /**
   * Of a file as it is, packed or not.
   *
   * @param file read whole
   * @return 64 lower-case hexadecimal digits
   * @throws UncheckedIOException if it cannot be read
   */
  public static String of(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return of(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

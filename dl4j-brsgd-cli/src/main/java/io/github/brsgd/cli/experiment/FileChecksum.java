package io.github.brsgd.cli.experiment;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** SHA-256 of files. */
final class FileChecksum {

  private static final int FEW = 8;

  private FileChecksum() {}

  /** By name, of a few files; of many, such as images, one of all names and contents. */
  static Map<String, String> of(Path root, List<Path> files) {
    Map<String, String> sums = new TreeMap<>();
    if (files.size() <= FEW) {
      files.forEach(file -> sums.put(name(root, file), unpacked(file)));
      return sums;
    }
    StringBuilder all = new StringBuilder();
    files.forEach(file -> all.append(of(file)).append(' ').append(name(root, file)).append('\n'));
    try (InputStream in =
        new ByteArrayInputStream(all.toString().getBytes(StandardCharsets.UTF_8))) {
      sums.put(files.size() + " files", of(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sums;
  }

  /** With its folders, which may tell the class. */
  private static String name(Path root, Path file) {
    return Files.isDirectory(root)
        ? root.relativize(file).toString().replace('\\', '/')
        : file.getFileName().toString();
  }

  /** Of the content of a file, unpacked if it is gzipped, whatever its name says. */
  static String unpacked(Path file) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = isGzipped(raw) ? new GZIPInputStream(raw) : raw) {
      return of(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isGzipped(InputStream in) throws IOException {
    in.mark(2);
    boolean gzipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzipped;
  }

  /** Of a file as it is. */
  static String of(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return of(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String of(InputStream in) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no SHA-256", e);
    }
  }
}

package io.github.brsgd.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small data files, right and wrong. */
final class TestFiles {

  private TestFiles() {}

  static byte[] idxImages(int count, int height, int width) {
    ByteBuffer buffer = ByteBuffer.allocate(16 + count * height * width);
    buffer.putInt(IdxFiles.IMAGES).putInt(count).putInt(height).putInt(width);
    for (int i = 0; buffer.hasRemaining(); i++) {
      buffer.put((byte) (7 * i));
    }
    return buffer.array();
  }

  static byte[] idxLabels(int... labels) {
    ByteBuffer buffer = ByteBuffer.allocate(8 + labels.length);
    buffer.putInt(IdxFiles.LABELS).putInt(labels.length);
    for (int label : labels) {
      buffer.put((byte) label);
    }
    return buffer.array();
  }

  static byte[] cifar(int... labels) {
    ByteBuffer buffer = ByteBuffer.allocate(labels.length * 3073);
    for (int label : labels) {
      buffer.put((byte) label);
      for (int p = 0; p < 3072; p++) {
        buffer.put((byte) (p / 1024 * 100 + label));
      }
    }
    return buffer.array();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  static Path write(Path folder, String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}

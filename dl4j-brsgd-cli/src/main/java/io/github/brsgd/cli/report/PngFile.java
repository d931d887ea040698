package io.github.brsgd.cli.report;

import io.github.brsgd.files.AtomicFile;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG files. */
final class PngFile {

  private PngFile() {}

  /** Writes a picture, whole or not at all. */
  static void write(Path file, RenderedImage image) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          // ImageIO's own stream needs a shutdown hook, which a process that is being stopped
          // cannot have.
          try (MemoryCacheImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", png);
          }
        });
  }
}

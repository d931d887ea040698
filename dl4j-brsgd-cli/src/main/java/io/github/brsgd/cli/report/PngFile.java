package io.github.brsgd.cli.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import io.github.brsgd.cli.report.svg.Picture;
import io.github.brsgd.files.AtomicFile;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures as PNG files, without a screen.
 *
 * @since 0.1
 */
public final class PngFile {

  /** Pixels to a unit of the drawing: sharp on screens of high density too. */
  private static final int SCALE = 2;

  /** As many elements as memory holds: a square of a large comparison takes several. */
  private static final DocumentLimits LIMITS =
      new DocumentLimits(
          DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
          DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
          Integer.MAX_VALUE);

  private PngFile() {}

  /**
   * Draws a picture and writes it, whole or not at all.
   *
   * @param file a PNG file, replaced as a whole
   * @param picture what to draw
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Picture picture) throws IOException {
    RenderedImage image = draw(picture.svg());
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

  private static RenderedImage draw(String svg) {
    SVGDocument document =
        new SVGLoader()
            .load(
                new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                null,
                LoaderContext.builder().documentLimits(LIMITS).build());
    if (document == null) {
      throw new IllegalStateException(
          "picture: the renderer cannot read the drawing of " + svg.length() + " characters");
    }
    int width = (int) Math.ceil(SCALE * document.size().width);
    int height = (int) Math.ceil(SCALE * document.size().height);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    document.renderWithPlatform(NullPlatformSupport.INSTANCE, graphics, new ViewBox(width, height));
    graphics.dispose();
    return image;
  }
}

package io.github.brsgd.cli.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A table of percentages as coloured squares with their text, red for 0 to green for 100.
 *
 * @param title above the squares
 * @param rows a label per row
 * @param columns a label per column; the last column is set apart
 * @param squares row by row
 * @since 0.1
 */
public record HeatMap(
    String title, List<String> rows, List<String> columns, List<List<Square>> squares) {

  private static final int HEIGHT = 44;
  private static final int MARGIN = 16;
  private static final int GAP = 8;
  private static final int LEAST_WIDTH = 84;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
  private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 16);

  /** From 0 to 100 in equal steps; light enough for black text. */
  private static final Color[] SCALE = {
    new Color(0xe5, 0x73, 0x73),
    new Color(0xf4, 0xa5, 0x82),
    new Color(0xfd, 0xdb, 0xa0),
    new Color(0xf0, 0xf0, 0xa8),
    new Color(0xa6, 0xd9, 0x8a),
    new Color(0x57, 0xb8, 0x6b)
  };

  /**
   * A square.
   *
   * @param percent decides the colour
   * @param text stands in it
   * @since 0.1
   */
  public record Square(double percent, String text) {}

  /** Checks that the squares fit the labels. */
  public HeatMap {
    Objects.requireNonNull(title, "title");
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    squares = squares.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (squares.size() != rows.size() || squares.stream().anyMatch(r -> r.size() != width)) {
      throw new IllegalArgumentException(
          "squares: need " + rows.size() + " rows of " + width + ", one per label");
    }
  }

  /**
   * Draws and writes the picture.
   *
   * @param file a PNG file, replaced as a whole
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    PngFile.write(file, draw());
  }

  private BufferedImage draw() {
    Graphics2D probe = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    FontMetrics metrics = probe.getFontMetrics(FONT);
    int left = MARGIN + widest(metrics, rows, 0) + 2 * GAP;
    int cell = widest(metrics, columns, LEAST_WIDTH - 2 * GAP) + 2 * GAP;
    for (List<Square> row : squares) {
      cell = Math.max(cell, widest(metrics, row.stream().map(Square::text).toList(), 0) + 2 * GAP);
    }
    int needed = left + cell * columns.size() + GAP + MARGIN;
    int width = Math.max(needed, probe.getFontMetrics(BOLD).stringWidth(title) + 2 * MARGIN);
    probe.dispose();
    int top = MARGIN + 2 * HEIGHT;
    BufferedImage image =
        new BufferedImage(width, top + HEIGHT * rows.size() + MARGIN, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setFont(BOLD);
    text(graphics, title, MARGIN, MARGIN, -1);
    graphics.setFont(FONT);
    for (int c = 0; c < columns.size(); c++) {
      text(graphics, columns.get(c), x(left, cell, c), MARGIN + HEIGHT, cell);
    }
    for (int r = 0; r < rows.size(); r++) {
      int y = top + r * HEIGHT;
      text(graphics, rows.get(r), MARGIN, y, -1);
      for (int c = 0; c < columns.size(); c++) {
        Square square = squares.get(r).get(c);
        graphics.setColor(colour(square.percent()));
        graphics.fillRect(x(left, cell, c), y, cell - 2, HEIGHT - 2);
        text(graphics, square.text(), x(left, cell, c), y, cell);
      }
    }
    graphics.dispose();
    return image;
  }

  private int x(int left, int cell, int column) {
    return left + column * cell + (column == columns.size() - 1 ? GAP : 0);
  }

  /** Text in the middle of a square, or to the left where the width is negative. */
  private static void text(Graphics2D graphics, String text, int x, int y, int width) {
    FontMetrics metrics = graphics.getFontMetrics();
    int indent = width < 0 ? 0 : (width - metrics.stringWidth(text)) / 2;
    int baseline = y + (HEIGHT - metrics.getHeight()) / 2 + metrics.getAscent();
    graphics.setColor(Color.BLACK);
    graphics.drawString(text, x + indent, baseline);
  }

  private static int widest(FontMetrics metrics, List<String> texts, int least) {
    return texts.stream().mapToInt(metrics::stringWidth).reduce(least, Math::max);
  }

  private static Color colour(double percent) {
    double position = Math.max(0, Math.min(1, percent / 100)) * (SCALE.length - 1);
    int low = Math.min((int) position, SCALE.length - 2);
    double share = position - low;
    return new Color(
        mix(SCALE[low].getRed(), SCALE[low + 1].getRed(), share),
        mix(SCALE[low].getGreen(), SCALE[low + 1].getGreen(), share),
        mix(SCALE[low].getBlue(), SCALE[low + 1].getBlue(), share));
  }

  private static int mix(int low, int high, double share) {
    return (int) Math.round(low + share * (high - low));
  }
}

package io.github.brsgd.cli.report.svg;

import j2html.TagCreator;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;
import java.util.Objects;

/**
 * A chart that stands alone: its title above it, the key to its curves beside it, colours and fonts
 * of its own.
 *
 * @param title what it is
 * @param chart what is to be seen
 * @param legend a line per curve; may be empty
 * @since 0.2
 */
public record Picture(String title, Chart chart, List<Entry> legend) {

  private static final double MARGIN = 15;
  private static final double LINE = 19;
  private static final double ASCENT = 14;

  /** The size of {@code .title} in the style sheet. */
  private static final int TITLE = 14;

  private static final double GAP = 8;
  private static final double CHARACTER = 7.3;
  private static final double SAMPLE = 30;
  private static final double TEXT = 58;
  private static final int LONGEST = 36;
  private static final double LEAST_WIDTH = 420;

  /**
   * What a curve is.
   *
   * @param key its letter and colour
   * @param stroke its kind of line
   * @param text its name
   * @since 0.2
   */
  public record Entry(Key key, Stroke stroke, String text) {

    /** Checks that the parts are there. */
    public Entry {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(stroke, "stroke");
      Objects.requireNonNull(text, "text");
    }
  }

  /** Checks that the parts are there. */
  public Picture {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(chart, "chart");
    legend = List.copyOf(legend);
  }

  /**
   * A picture whose chart explains itself.
   *
   * @param title what it is
   * @param chart what is to be seen
   */
  public Picture(String title, Chart chart) {
    this(title, chart, List.of());
  }

  /**
   * Draws it.
   *
   * @return an SVG document
   */
  public String svg() {
    Drawing drawn = chart.draw();
    List<List<String>> names = legend.stream().map(e -> Lines.of(e.text(), LONGEST)).toList();
    double beside = legend.isEmpty() ? 0 : TEXT + CHARACTER * Lines.longest(names) + MARGIN;
    double inner = Math.max(LEAST_WIDTH, drawn.size().width() + beside);
    List<String> titles = Lines.ofWords(title, Picture::titleWidth, inner);
    double top = MARGIN + LINE * titles.size() + GAP;
    double listed = LINE * names.stream().mapToInt(List::size).sum();
    // Whole units: a part of a pixel at the edge would be grey.
    Size size =
        new Size(
            Math.ceil(inner + 2 * MARGIN),
            Math.ceil(top + Math.max(drawn.size().height(), LINE + listed) + MARGIN));
    Drawing drawing = new Drawing("picture", "picture", title, "", size);
    drawing.add(new Svg("style").with(TagCreator.rawHtml(ChartStyle.picture())));
    drawing.add(
        new Svg("rect").withClass("paper").at("width", size.width()).at("height", size.height()));
    for (int i = 0; i < titles.size(); i++) {
      drawing.text("title", MARGIN, MARGIN + ASCENT + i * LINE, titles.get(i));
    }
    drawing.add(drawn.tagAt(MARGIN, top));
    double y = top + 2 * LINE;
    for (int i = 0; i < names.size(); i++) {
      entry(drawing, MARGIN + drawn.size().width(), y, legend.get(i), names.get(i));
      y += LINE * names.get(i).size();
    }
    return Markup.of(drawing.tag().attr("xmlns", "http://www.w3.org/2000/svg"));
  }

  /** What the title takes in the font that the style of a picture gives it. */
  private static double titleWidth(String text) {
    return new Font(Font.SANS_SERIF, Font.BOLD, TITLE)
        .getStringBounds(text, new FontRenderContext(null, true, true))
        .getWidth();
  }

  private static void entry(Drawing drawing, double x, double y, Entry entry, List<String> name) {
    String colour = entry.key().colour();
    drawing.line("line " + colour + " " + entry.stroke().style(), x, y - 4, x + SAMPLE, y - 4);
    drawing.text("letter " + colour, x + (SAMPLE + TEXT) / 2, y, entry.key().letter());
    for (int i = 0; i < name.size(); i++) {
      drawing.text("code", x + TEXT, y + i * LINE, name.get(i));
    }
  }
}

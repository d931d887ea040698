package io.github.brsgd.cli.report.svg;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.List;

/**
 * How something is told apart from its neighbours in all charts of a section: by a letter, a colour
 * and a kind of stroke.
 *
 * @param index counted from 0
 * @since 0.1
 */
public record Key(int index) {

  private static final int LETTERS = 26;
  private static final int COLOURS = 8;
  private static final List<Stroke> STROKES = List.of(Stroke.SOLID, Stroke.DASHED, Stroke.DOTTED);

  /** Checks the index. */
  public Key {
    if (index < 0) {
      throw new IllegalArgumentException("index: need >= 0, got " + index);
    }
  }

  /**
   * The letter.
   *
   * @return A to Z, then AA, AB and so on
   */
  public String letter() {
    String last = String.valueOf((char) ('A' + index % LETTERS));
    return index < LETTERS ? last : new Key(index / LETTERS - 1).letter() + last;
  }

  /**
   * The colour, as a class of the style sheet.
   *
   * @return {@code c0} to {@code c7}
   */
  public String colour() {
    return "c" + index % COLOURS;
  }

  /**
   * The kind of line.
   *
   * @return solid, dashed and dotted in turn
   */
  public Stroke stroke() {
    return STROKES.get(index % STROKES.size());
  }

  /**
   * The letter on its colour, for legends and tables.
   *
   * @return an HTML element
   */
  public DomContent badge() {
    return TagCreator.span(letter()).withClass("key " + colour());
  }
}

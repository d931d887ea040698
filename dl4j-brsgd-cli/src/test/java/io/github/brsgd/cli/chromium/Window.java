package io.github.brsgd.cli.chromium;

/**
 * Where a page is shown.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 * @param isPhone whether it is a phone's
 */
public record Window(int width, int height, boolean isPhone) {

  /** A small laptop. */
  public static final Window DESKTOP = new Window(1280, 800, false);

  /** A phone held upright. */
  public static final Window PHONE = new Window(390, 844, true);

  /** As a name of tests and files. */
  @Override
  public String toString() {
    return (isPhone ? "phone" : "desktop") + " of " + width + "x" + height;
  }
}

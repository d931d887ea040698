package io.github.brsgd.data;

/**
 * The shape of an image.
 *
 * @param channels 1 for grey, 3 for colour
 * @param height rows of pixels
 * @param width pixels in a row
 * @since 0.1
 */
public record ImageShape(int channels, int height, int width) {

  /** Checks that no side is empty and that an array holds an image. */
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "shape: need positive channels, height and width, got "
              + channels
              + " x "
              + height
              + " x "
              + width);
    }
    if ((long) channels * height > Integer.MAX_VALUE / width) {
      throw new IllegalArgumentException(
          "shape: an array holds at most "
              + Integer.MAX_VALUE
              + " values, got "
              + channels
              + " x "
              + height
              + " x "
              + width);
    }
  }

  /**
   * Values in an image.
   *
   * @return channels times height times width
   */
  public int size() {
    return channels * height * width;
  }
}

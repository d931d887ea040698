package io.github.brsgd.data;

import io.github.brsgd.checks.Check;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Handwritten-looking digits drawn by seeded code, in the shape of MNIST: 28 x 28 grey pixels, ten
 * classes. For trying things out without a download; not a benchmark.
 *
 * <p>A digit is one of a few pen strokes per class, every control point moved a little, then
 * turned, slanted, scaled and shifted, drawn with a pen of random width and ink, and covered with
 * noise and sometimes a stray line. Image i depends on the seed and i alone.
 *
 * <p>As a data set, {@code synthetic}: 12,000 images to train on, or as many as are asked for, and
 * 2,000 others to judge by, the same at every time and place.
 *
 * @since 0.1
 */
public record SyntheticDigits() implements ExampleSource {

  private static final ImageShape SHAPE = new ImageShape(1, 28, 28);

  /** What an array has room for. */
  private static final int MOST = Integer.MAX_VALUE / SHAPE.size();

  private static final int TRAINING = 12_000;
  private static final int TEST = 2_000;
  private static final long TRAINING_SEED = 1;
  private static final long TEST_SEED = 2;

  @Override
  public DataParts load(DataRequest request) {
    int count = request.examples() == 0 ? TRAINING : request.examples();
    return DataParts.of(generate(count, TRAINING_SEED), () -> generate(TEST, TEST_SEED), request)
        .from("drawn by the program", Map.of());
  }

  @Override
  public String toString() {
    return "synthetic";
  }

  /**
   * Draws images of all ten classes.
   *
   * @param count how many, at least 1
   * @param seed same seed, same images; use different seeds for training and test images
   * @return the images, named {@code synthetic}
   * @throws IllegalArgumentException if {@code count} is below 1, or no array holds so many
   */
  public static ImageDataset generate(int count, long seed) {
    Check.atLeast(1, "count", count);
    if (count > MOST) {
      throw new IllegalArgumentException(
          "synthetic: need at most " + MOST + " images in one set, got " + count);
    }
    byte[] pixels = new byte[count * SHAPE.size()];
    byte[] labels = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              SplittableRandom random = new SplittableRandom(Seeds.derive(seed, Purpose.DIGITS, i));
              int digit = random.nextInt(10);
              labels[i] = (byte) digit;
              byte[] image = new DigitPen(random).draw(DigitStrokes.of(digit, random));
              System.arraycopy(image, 0, pixels, i * SHAPE.size(), image.length);
            });
    return new ImageDataset("synthetic", SHAPE, pixels, labels, ImageDataset.numbered(10));
  }
}
